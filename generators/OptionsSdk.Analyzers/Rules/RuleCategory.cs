namespace OptionsSdk.Analyzers.Rules;

/// <summary>The categories of rules, by which editorconfig files address them.</summary>
internal static class RuleCategory
{
    public const string Declaration = "OptionsSdk.Declaration";
    public const string Usage = "OptionsSdk.Usage";
    public const string Security = "OptionsSdk.Security";
}
