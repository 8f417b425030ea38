using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The nightly clean-up of old data.</summary>
[OptionGroup("cleanup")]
public sealed partial class CleanupOptions
{
    /// <summary>Whether a running clean-up stops as soon as it can.</summary>
    [Option("cleanup.abort_execution", AutomatorModifiable)]
    public partial bool AbortExecution { get; } = false;
}
