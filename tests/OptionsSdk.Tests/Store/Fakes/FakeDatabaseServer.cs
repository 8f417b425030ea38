using System.Collections.Concurrent;
using System.Collections.Immutable;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store.Fakes;

/// <summary>The durable state that all connections (<see cref="FakeOptionDatabase"/>) of a test share: the protocol in memory, to the letter.</summary>
public sealed class FakeDatabaseServer
{
    private readonly Lock _gate = new();
    private State _state = State.Fresh();
    private ImmutableArray<Action<long>> _watchers = [];

    /// <summary>Drops all change notifications.</summary>
    public bool LosesSignals { get; set; }

    public StorePosition Head
    {
        get
        {
            lock (_gate)
            {
                return _state.Head;
            }
        }
    }

    /// <summary>What processes said last, and for how long it holds.</summary>
    public ConcurrentDictionary<Guid, (FleetNode Node, TimeSpan Lifetime)> Nodes { get; } = new();

    public int WatcherCount => _watchers.Length;

    /// <summary>All rows, tombstones included.</summary>
    public IReadOnlyDictionary<string, StoreRow> Rows
    {
        get
        {
            lock (_gate)
            {
                return _state.Rows;
            }
        }
    }

    /// <summary>The number of committed revisions, the ones of raised epochs included.</summary>
    public int CommitCount
    {
        get
        {
            lock (_gate)
            {
                return _state.Commits.Count;
            }
        }
    }

    /// <summary>Takes a backup; calling the result restores it, as an operator or a lossy failover does.</summary>
    public Action Backup()
    {
        lock (_gate)
        {
            var saved = _state;
            return () =>
            {
                lock (_gate)
                {
                    _state = saved;
                }
            };
        }
    }

    /// <summary>Changes (or with <see langword="null"/> removes) a row without a revision, as a hand with an SQL prompt does.</summary>
    public void EditByHand(string key, string? value)
    {
        lock (_gate)
        {
            _state = value is null
                ? _state with { Rows = _state.Rows.Remove(key) }
                : _state with
                {
                    Rows = _state.Rows.SetItem(key, _state.Rows.TryGetValue(key, out var row)
                        ? row with { Value = value }
                        : new(key, value, _state.Head.Revision, DateTime.UnixEpoch, "hand", OptionChannel.Unknown, null)),
                };
        }
    }

    /// <summary>Forgets the tombstones up to a revision.</summary>
    public void Compact(long revision)
    {
        lock (_gate)
        {
            _state = _state with
            {
                Compacted = revision,
                Rows = _state.Rows.RemoveRange(_state.Rows.Values.Where(row => row.IsDeleted && row.Revision <= revision).Select(row => row.Key)),
            };
        }
    }

    public void Signal(long revision)
    {
        if (!LosesSignals)
        {
            SignalAlways(revision);
        }
    }

    internal void SignalAlways(long revision)
    {
        foreach (var watcher in _watchers)
        {
            watcher(revision);
        }
    }

    internal IAsyncDisposable Watch(Action<long> onSignal)
    {
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(onSignal));
        return new Watcher(() => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(onSignal)));
    }

    internal StoreDelta Read(StorePosition since)
    {
        lock (_gate)
        {
            var head = _state.Head;
            if (since.IsOrigin)
            {
                return Everything();
            }

            if (IsRewritten(since))
            {
                var raised = new StorePosition(Math.Max(head.Epoch, since.Epoch) + 1, Math.Max(head.Revision, since.Revision) + 1, Guid.NewGuid());
                _state = _state with { Head = raised, Commits = _state.Commits.SetItem(raised.Revision, new(raised.Epoch, raised.Token, Guid.NewGuid())) };
                return Everything();
            }

            if (since.Epoch < head.Epoch || since.Revision < _state.Compacted)
            {
                return Everything();
            }

            return new(since, head, false, [.. _state.Rows.Values.Where(row => row.Revision > since.Revision).OrderBy(row => row.Revision)]);
        }
    }

    internal StoreRowRead ReadRow(string key)
    {
        lock (_gate)
        {
            return new(_state.Rows.GetValueOrDefault(key) is { IsDeleted: false } row ? row : null, _state.Head);
        }
    }

    internal IReadOnlyList<StoreRow> ReadRowsWrittenSince(DateTime since)
    {
        lock (_gate)
        {
            return [.. _state.Rows.Values.Where(row => !row.IsDeleted && row.UpdatedAt >= since)];
        }
    }

    internal StoreCommitResult Commit(StoreCommit commit)
    {
        lock (_gate)
        {
            var head = _state.Head;
            if (_state.Commits.FirstOrDefault(pair => pair.Value.ChangeId == commit.ChangeId) is { Value: not null } earlier)
            {
                var position = new StorePosition(earlier.Value.Epoch, earlier.Key, earlier.Value.Token);
                return new(StoreCommitOutcome.AlreadyCommitted, new(position, position, false, []), []);
            }

            var conflicts = commit.Writes
                .Where(write => write.ExpectedRevision is { } expected && expected != LiveRevision(write.Key))
                .Select(write => KeyValuePair.Create(write.Key, LiveRevision(write.Key)))
                .ToImmutableArray();
            if (!conflicts.IsEmpty)
            {
                return new(StoreCommitOutcome.Conflict, new(head, head, false, []), conflicts);
            }

            var effective = commit.Writes.Where(write => write.Value is not null || LiveRevision(write.Key) != 0).ToList();
            if (effective.Count == 0)
            {
                return new(StoreCommitOutcome.Unchanged, new(head, head, false, []), []);
            }

            var next = new StorePosition(head.Epoch, head.Revision + 1, Guid.NewGuid());
            var rows = effective
                .Select(write => new StoreRow(write.Key, write.Value, next.Revision, commit.At, commit.Actor, commit.Channel, commit.Reason))
                .ToImmutableArray();
            var changes = effective.Select(write => new StoreChange(
                write.Key,
                next.Revision,
                commit.ChangeId,
                write.IsSecret || WasSecret(write.Key) ? null : LiveValue(write.Key),
                write.IsSecret ? null : write.Value,
                write.Value is null,
                write.IsSecret,
                commit.Channel,
                commit.Actor,
                commit.Reason,
                commit.At));
            _state = _state with
            {
                Head = next,
                Rows = _state.Rows.SetItems(rows.Select(row => KeyValuePair.Create(row.Key, row))),
                Commits = _state.Commits.Add(next.Revision, new(next.Epoch, next.Token, commit.ChangeId)),
                Changes = _state.Changes.AddRange(changes),
            };
            return new(StoreCommitOutcome.Committed, new(head, next, false, rows), []);
        }
    }

    internal long? FindChange(Guid changeId)
    {
        lock (_gate)
        {
            return _state.Commits.FirstOrDefault(pair => pair.Value.ChangeId == changeId) is { Value: not null } found ? found.Key : null;
        }
    }

    internal IReadOnlyList<StoreChange> ReadHistory(string key, int limit)
    {
        lock (_gate)
        {
            return [.. _state.Changes.Where(change => change.Key == key).OrderByDescending(change => change.Revision).Take(limit)];
        }
    }

    private bool IsRewritten(StorePosition since)
    {
        var head = _state.Head;
        if (since.Epoch != head.Epoch)
        {
            return since.Epoch > head.Epoch;
        }

        return since.Revision > head.Revision
            || (since.Revision >= Math.Max(_state.Compacted, 1)
                && (!_state.Commits.TryGetValue(since.Revision, out var known) || known.Token != since.Token));
    }

    private StoreDelta Everything() => new(StorePosition.Origin, _state.Head, true, [.. _state.Rows.Values.Where(row => !row.IsDeleted)]);

    private long LiveRevision(string key) => _state.Rows.GetValueOrDefault(key) is { IsDeleted: false } row ? row.Revision : 0;

    private string? LiveValue(string key) => _state.Rows.GetValueOrDefault(key)?.Value;

    private bool WasSecret(string key) => _state.Changes.LastOrDefault(change => change.Key == key) is { IsSecret: true };

    private sealed record CommitRow(long Epoch, Guid Token, Guid ChangeId);

    private sealed record State(
        StorePosition Head,
        long Compacted,
        ImmutableDictionary<string, StoreRow> Rows,
        ImmutableSortedDictionary<long, CommitRow> Commits,
        ImmutableArray<StoreChange> Changes)
    {
        public static State Fresh() => new(
            new(1, 0, Guid.NewGuid()),
            0,
            ImmutableDictionary.Create<string, StoreRow>(StringComparer.Ordinal),
            ImmutableSortedDictionary<long, CommitRow>.Empty,
            []);
    }

    private sealed class Watcher(Action stop) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            stop();
            return ValueTask.CompletedTask;
        }
    }
}
