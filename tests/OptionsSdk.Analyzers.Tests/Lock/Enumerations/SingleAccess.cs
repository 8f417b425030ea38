namespace OptionsSdk.Analyzers.Tests.Lock.Enumerations;

/// <summary>The same members, which cannot be combined.</summary>
public enum SingleAccess
{
    None = 0,
    Read = 1,
    Write = 2,
}
