namespace OptionsSdk.Tests.UserTypes;

/// <summary>What a rule says.</summary>
[Flags]
public enum Verdict
{
    Allow = 1,
    Deny = 2,
    Report = 4,
}
