namespace OptionsSdk.Analyzers.Tests.Lock.Enumerations;

/// <summary>The same and another member, with other numbers.</summary>
public enum LargerLevel
{
    Info = 5,
    Fatal,
    Debug,
}
