namespace OptionsSdk.Concurrency.Tests;

/// <summary>One option for each kind of fast word.</summary>
[OptionGroup("race")]
public sealed partial class RaceOptions
{
    /// <summary>A word of 32 bits.</summary>
    public partial int Number { get; } = 0;

    /// <summary>A word of 64 bits.</summary>
    public partial long Big { get; } = 0;

    /// <summary>A reference.</summary>
    public partial string Text { get; } = "0";

    /// <summary>A boxed value.</summary>
    public partial TimeSpan Time { get; } = TimeSpan.Zero;
}
