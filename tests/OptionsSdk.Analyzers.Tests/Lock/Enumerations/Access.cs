namespace OptionsSdk.Analyzers.Tests.Lock.Enumerations;

[Flags]
public enum Access
{
    None = 0,
    Read = 1,
    Write = 2,
}
