namespace OptionsSdk.Benchmarks.Servers.Calls;

/// <summary>A stored setting as an application would map it.</summary>
internal sealed class FloorRow
{
    public required string Key { get; init; }

    public required string Value { get; set; }

    public long Revision { get; set; }
}
