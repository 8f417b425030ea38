namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Names of attributes.</summary>
internal static class Attributes
{
    private const string Suffix = "Attribute";

    /// <summary>How an attribute is written: without its suffix.</summary>
    public static string NameOf(TypeSpelling spelling, string metadataName)
    {
        var name = spelling.Of(metadataName) ?? metadataName;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }
}
