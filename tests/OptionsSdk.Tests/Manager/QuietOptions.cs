namespace OptionsSdk.Tests.Manager;

/// <summary>Options of which nothing is required, so that only the store decides about health.</summary>
[OptionGroup("quiet")]
public sealed partial class QuietOptions
{
    /// <summary>A number.</summary>
    public partial int Count { get; } = 1;
}
