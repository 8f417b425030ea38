using System.Collections.Immutable;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>Security keys as a second factor.</summary>
[OptionGroup("u2f")]
public sealed partial class U2fOptions
{
    /// <summary>Identity of the application towards security keys; empty derives it from the root URL.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial string AppId { get; } = "";

    /// <summary>Origins that share the application's identity.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial ImmutableArray<string> Facets { get; } = [];

    /// <summary>Whether no further security keys may be enrolled.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial bool DisallowNewEnrollment { get; } = false;
}
