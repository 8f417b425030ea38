using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The service that turns addresses of crashes into functions and lines.</summary>
[OptionGroup("symbolicator")]
public sealed partial class SymbolicatorOptions
{
    /// <summary>Whether the service is used.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial bool Enabled { get; } = false;

    /// <summary>How the service is reached.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string> { ["url"] = "http://127.0.0.1:3021" };

    /// <summary>Sources of symbols that are not asked, by identifier: a switch for emergencies.</summary>
    [Option("symbolicator.ignored_sources", AllowEmpty | AutomatorModifiable)]
    public partial ImmutableArray<string> IgnoredSources { get; } = [];

    /// <summary>Share of events that prolong the life of the source map indexes they use.</summary>
    [Option(AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double SourcemapsBundleIndexRefreshSampleRate { get; } = 0.0;
}
