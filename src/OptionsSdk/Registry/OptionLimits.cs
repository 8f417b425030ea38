namespace OptionsSdk;

/// <summary>The limits that every door to a value enforces, so that one bad value cannot harm the processes that load it.</summary>
public static class OptionLimits
{
    /// <summary>The largest size of a value's JSON, in bytes of UTF-8.</summary>
    public const int MaximumValueBytes = 64 * 1024;

    /// <summary>How deeply arrays and objects may be nested in a value's JSON.</summary>
    public const int MaximumValueDepth = 16;
}
