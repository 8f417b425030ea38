namespace OptionsSdk.Analyzers.Tests.Lock.Enumerations;

/// <summary>One member less.</summary>
public enum SmallerLevel
{
    Debug,
}
