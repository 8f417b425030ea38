using System.Collections.Immutable;

namespace OptionsSdk;

/// <summary>
/// Which options one process read in a usage window, and which declarations and stored keys have nothing to do. It speaks for this process
/// alone and for the times it names: an option may be read elsewhere, or once a year. Immutable; never contains a value.
/// </summary>
public sealed class OptionUsageReport
{
    private readonly bool _hasStore;

    internal OptionUsageReport(
        DateTimeOffset startedAt,
        DateTimeOffset? since,
        DateTimeOffset until,
        TimeSpan duration,
        bool isStoreLoaded,
        ImmutableArray<OptionUsage> options,
        ImmutableArray<string> undeclaredKeys,
        bool hasStore)
    {
        StartedAt = startedAt;
        Since = since;
        Until = until;
        Duration = duration;
        IsStoreLoaded = isStoreLoaded;
        Options = options;
        UndeclaredKeys = undeclaredKeys;
        _hasStore = hasStore;
    }

    /// <summary>When the manager was made: since then stored values and settings are followed.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>When the window began; <see langword="null"/> if none was open, so that nothing is known of reads.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>When the window ended, or when the report was made.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>How long the window was open, by a clock that nobody sets.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Whether the manager had an image of the store; without it nothing is said about stored values.</summary>
    public bool IsStoreLoaded { get; }

    /// <summary>All registered options, ordered by key.</summary>
    public IReadOnlyList<OptionUsage> Options { get; }

    /// <summary>Options that were not read in this window. Empty if none was open.</summary>
    public IReadOnlyList<OptionUsage> NotRead => [.. Options.Where(static usage => usage is { Since: not null, IsRead: false })];

    /// <summary>Options that were read in no window so far; see <see cref="OptionUsage.FirstSince"/>. Empty if none was ever open.</summary>
    public IReadOnlyList<OptionUsage> NeverRead => [.. Options.Where(static usage => usage is { FirstSince: not null, WasRead: false })];

    /// <summary>
    /// Options that were neither stored nor in settings since <see cref="StartedAt"/>, as far as this process has seen: their default could
    /// be a constant. Empty while the store is not loaded.
    /// </summary>
    public IReadOnlyList<OptionUsage> AlwaysDefault =>
        IsStoreLoaded || !_hasStore ? [.. Options.Where(static usage => !usage.WasSet)] : [];

    /// <summary>Stored keys that nobody in this process declares and no legacy prefix covers, ordered. Another program may declare them.</summary>
    public IReadOnlyList<string> UndeclaredKeys { get; }
}
