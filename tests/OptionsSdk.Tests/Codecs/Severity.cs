namespace OptionsSdk.Tests.Codecs;

public enum Severity : long
{
    Low = -5,
    High = long.MaxValue,
}
