using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The storing of events, and what is dropped under load.</summary>
[OptionGroup("store")]
public sealed partial class StoreOptions
{
    /// <summary>Share of the application's own events that are sent by way of its gateway.</summary>
    [Option(AutomatorModifiable)]
    [Range(0, 1)]
    public partial int UseRelayDsnSampleRate { get; } = 1;

    /// <summary>Share of metrics that the application reports about itself.</summary>
    [Option(AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double AllowS4sDdmSampleRate { get; } = 0.0;

    /// <summary>Share of transactions that the application reports about itself.</summary>
    [Option(AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double S4sTransactionSampleRate { get; } = 1.0;

    /// <summary>Whether no event is processed a second time.</summary>
    [Option(AutomatorModifiable)]
    public partial bool ReprocessingForceDisable { get; } = false;

    /// <summary>Whether error events are saved by the task that ingests them.</summary>
    [Option("store.ingest-events-raw-task.inline-save-event", ModifiableBool | AutomatorModifiable)]
    public partial bool IngestEventsRawTaskInlineSaveEvent { get; } = false;

    /// <summary>Whether transactions are saved by the task that ingests them.</summary>
    [Option("store.ingest-events-raw-task.inline-save-event-transaction", ModifiableBool | AutomatorModifiable)]
    public partial bool IngestEventsRawTaskInlineSaveEventTransaction { get; } = false;

    /// <summary>Projects whose events open no new groups: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedGroupCreationProjects { get; } = JsonElement.Parse("[]");

    /// <summary>Projects whose events are dropped before they are parsed: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedPipelineProjects { get; } = JsonElement.Parse("[]");

    /// <summary>Projects whose events are dropped after they are parsed: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedParsedPipelineProjects { get; } = JsonElement.Parse("[]");

    /// <summary>Projects whose events are dropped before they are saved: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedSaveEventProjects { get; } = JsonElement.Parse("[]");

    /// <summary>Projects whose events are dropped before they are processed: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedProcessEventProjects { get; } = JsonElement.Parse("[]");

    /// <summary>Share of events that is dropped before processing, by project: 0 for none, 1 for all.</summary>
    [Option(AutomatorModifiable)]
    public partial IReadOnlyDictionary<long, double> LoadShedProcessEventProjectsGradual { get; } = new Dictionary<long, double>();

    /// <summary>Projects whose events are dropped before they are symbolicated: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedSymbolicateEventProjects { get; } = JsonElement.Parse("[]");

    /// <summary>Projects whose reports of GPU crashes are dropped: conditions of a kill switch.</summary>
    [Option(AutomatorModifiable)]
    public partial JsonElement LoadShedGpuCrashProjects { get; } = JsonElement.Parse("[]");

    static partial void ValidateLoadShedProcessEventProjectsGradual(IReadOnlyDictionary<long, double> value, ref string? error)
    {
        if (value.Values.Any(static share => share is < 0 or > 1))
        {
            error = "must hold only shares from 0 to 1";
        }
    }
}
