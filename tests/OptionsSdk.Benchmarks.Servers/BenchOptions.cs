namespace OptionsSdk.Benchmarks.Servers;

/// <summary>What is written on one process and read on another.</summary>
[OptionGroup("bench")]
public sealed partial class BenchOptions
{
    /// <summary>The number of the last write.</summary>
    public partial int Counter { get; } = 0;
}
