using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>One option's layers and winner at one moment, without its type. Immutable.</summary>
internal abstract class OptionState
{
    /// <summary>The layer that the value comes from, overrides left out.</summary>
    public OptionSource Source { get; init; }

    /// <summary>The stored row that was judged, valid or not; null if there is none or the option is never stored.</summary>
    public StoreRow? Row { get; init; }

    /// <summary>Why the stored row does not fit the option; null if it fits or there is none.</summary>
    public string? RowError { get; init; }

    /// <summary>The stored row whose value is used: the row itself, or the last good one while the row does not fit.</summary>
    public StoreRow? ValueRow { get; init; }

    /// <summary>Whether the database has not confirmed the store's word on the option for longer than the option allows.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether settings name the option, with a fitting value or not.</summary>
    public bool IsOnDisk { get; init; }

    /// <summary>Whether a value from settings is used or could be: the current one, or the last good one.</summary>
    public bool HasDiskValue { get; init; }

    /// <summary>Why the value in settings does not fit; null if it fits or there is none.</summary>
    public string? DiskError { get; init; }

    /// <summary>Whether the error is that settings give the option twice.</summary>
    public bool IsDiskAmbiguous { get; init; }
}
