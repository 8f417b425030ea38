using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The processing of events.</summary>
[OptionGroup("processing")]
public sealed partial class ProcessingOptions
{
    /// <summary>Whether the test of the severity backlog lets requests time out.</summary>
    [Option("processing.severity-backlog-test.timeout", AutomatorModifiable)]
    public partial bool SeverityBacklogTestTimeout { get; } = false;

    /// <summary>Whether the test of the severity backlog lets requests fail.</summary>
    [Option("processing.severity-backlog-test.error", AutomatorModifiable)]
    public partial bool SeverityBacklogTestError { get; } = false;
}
