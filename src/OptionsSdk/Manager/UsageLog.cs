using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>
/// The usage windows of one manager. They follow each other without a gap: the moment that ends an option's old window, by poisoning its
/// word under the slot's lock, begins its new one.
/// </summary>
internal sealed class UsageLog(SnapshotPublisher publisher, bool hasStore, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private Dictionary<OptionSlot, FollowedOption> _followed = new(ReferenceEqualityComparer.Instance);
    private DateTimeOffset? _since;
    private long _openedAt;

    /// <summary>Opens a window and reports the one before.</summary>
    public OptionUsageReport Open(IReadOnlyList<string> undeclaredKeys)
    {
        lock (_gate)
        {
            // Asked before the first word is poisoned: the report must not claim a moment that it did not watch.
            var (until, duration) = (time.GetUtcNow(), Elapsed());
            var current = publisher.Current;
            var followed = new Dictionary<OptionSlot, FollowedOption>(ReferenceEqualityComparer.Instance);
            var usages = new List<OptionUsage>(current.Slots.Count);
            foreach (var slot in current.Slots.Values)
            {
                var known = _followed.GetValueOrDefault(slot);
                var isRead = slot.OpenUsageWindow() && known is not null;
                usages.Add(Describe(slot, current, known, isRead));
                followed[slot] = new(default, known?.FirstSince, isRead || known is { WasRead: true });
            }

            var report = Make(until, duration, current, usages, undeclaredKeys);

            // Asked after the last word was poisoned, for the same reason.
            var since = time.GetUtcNow();
            foreach (var (slot, option) in followed.ToArray())
            {
                followed[slot] = option with { Since = since, FirstSince = option.FirstSince ?? since };
            }

            (_followed, _since, _openedAt) = (followed, since, time.GetTimestamp());
            return report;
        }
    }

    /// <summary>Reports the open window so far.</summary>
    public OptionUsageReport Report(IReadOnlyList<string> undeclaredKeys)
    {
        lock (_gate)
        {
            var (until, duration) = (time.GetUtcNow(), Elapsed());
            var current = publisher.Current;
            var usages = current.Slots.Values
                .Select(slot => (slot, known: _followed.GetValueOrDefault(slot)))
                .Select(pair => Describe(pair.slot, current, pair.known, pair.known is not null && pair.slot.IsRead));
            return Make(until, duration, current, usages, undeclaredKeys);
        }
    }

    /// <summary>Lets options that were registered meanwhile take part in the open window.</summary>
    public void Include()
    {
        lock (_gate)
        {
            if (_since is null)
            {
                return;
            }

            foreach (var slot in publisher.Current.Slots.Values.Where(slot => !_followed.ContainsKey(slot)))
            {
                slot.OpenUsageWindow();
                var since = time.GetUtcNow();
                _followed[slot] = new(since, since, false);
            }
        }
    }

    private static OptionUsage Describe(OptionSlot slot, EffectiveSnapshot current, FollowedOption? known, bool isRead)
    {
        var state = current[slot];
        return new(
            slot.Definition,
            known?.Since,
            isRead,
            known?.FirstSince,
            isRead || known is { WasRead: true },
            state.Row is not null || state.IsOnDisk,
            slot.WasSet);
    }

    private TimeSpan Elapsed() => _since is null ? TimeSpan.Zero : time.GetElapsedTime(_openedAt);

    private OptionUsageReport Make(
        DateTimeOffset until, TimeSpan duration, EffectiveSnapshot current, IEnumerable<OptionUsage> usages, IReadOnlyList<string> undeclaredKeys) =>
        new(
            _startedAt,
            _since,
            until,
            duration,
            !ReferenceEquals(current.Image, StoreImage.Empty),
            [.. usages.OrderBy(static usage => usage.Option.Key, StringComparer.Ordinal)],
            [.. undeclaredKeys],
            hasStore);

    private sealed record FollowedOption(DateTimeOffset Since, DateTimeOffset? FirstSince, bool WasRead);
}
