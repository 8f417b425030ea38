using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store.Fakes;

/// <summary>
/// One connection to a <see cref="FakeDatabaseServer"/>: the whole protocol of <see cref="IOptionDatabase"/>, with faults to inject and
/// calls to count. Connections to one server see each other's commits, as processes on one database do.
/// </summary>
public sealed class FakeOptionDatabase(FakeDatabaseServer? server = null) : IOptionDatabase, IOptionChangeSignal, IOptionFleet
{
    private int _initializeCalls;
    private int _readCalls;
    private int _readRowCalls;
    private int _readRecentCalls;
    private int _commitCalls;
    private int _findCalls;
    private int _historyCalls;
    private int _proveCalls;

    public FakeDatabaseServer Server { get; } = server ?? new();

    public string Name => "fake database";

    /// <summary>Everything that reads, and the initialization, throws <see cref="OptionStoreUnavailableException"/>.</summary>
    public bool FailReads { get; set; }

    /// <summary>Every commit throws <see cref="OptionStoreUnavailableException"/> and changes nothing.</summary>
    public bool FailWrites { get; set; }

    /// <summary>The commits from now on succeed, but the answers of this many are lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>Runs before the transaction of a commit begins; it may throw, wait, or write through another connection.</summary>
    public Func<StoreCommit, Task>? BeforeCommit { get; set; }

    /// <summary>Runs when a commit is durable and its answer is not yet given.</summary>
    public Func<StoreCommit, Task>? AfterCommit { get; set; }

    /// <summary>Runs before a read looks at the state.</summary>
    public Func<Task>? BeforeRead { get; set; }

    /// <summary>Runs when a read has seen the state and has not yet answered.</summary>
    public Func<Task>? AfterRead { get; set; }

    public bool IsDisposed { get; private set; }

    public int InitializeCalls => Volatile.Read(ref _initializeCalls);

    public int ReadCalls => Volatile.Read(ref _readCalls);

    public int ReadRowCalls => Volatile.Read(ref _readRowCalls);

    public int ReadRecentCalls => Volatile.Read(ref _readRecentCalls);

    public int CommitCalls => Volatile.Read(ref _commitCalls);

    public int FindCalls => Volatile.Read(ref _findCalls);

    public int HistoryCalls => Volatile.Read(ref _historyCalls);

    public int TotalCalls => InitializeCalls + ReadCalls + ReadRowCalls + ReadRecentCalls + CommitCalls + FindCalls + HistoryCalls;

    /// <summary>Another connection to the same server, without this one's faults.</summary>
    public FakeOptionDatabase Connect() => new(Server);

    /// <summary>Commits writes as another process would, without any store.</summary>
    public StoreCommitResult CommitDirectly(params StoreWrite[] writes)
    {
        var result = Server.Commit(new(Guid.NewGuid(), [.. writes], OptionChannel.Unknown, "elsewhere", null, DateTime.UtcNow));
        if (result.Outcome == StoreCommitOutcome.Committed)
        {
            Server.Signal(result.Delta.To.Revision);
        }

        return result;
    }

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _initializeCalls);
        Check(FailReads, cancellationToken);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _readCalls);
        return ReadAsync(() => Server.Read(since), cancellationToken);
    }

    public ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _readRowCalls);
        return ReadAsync(() => Server.ReadRow(key), cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _readRecentCalls);
        return ReadAsync(() => Server.ReadRowsWrittenSince(since), cancellationToken);
    }

    public async ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _commitCalls);
        Check(FailWrites, cancellationToken);
        if (BeforeCommit is { } before)
        {
            await before(commit);
        }

        Check(FailWrites, cancellationToken);
        var result = Server.Commit(commit);
        if (result.Outcome == StoreCommitOutcome.Committed)
        {
            Server.Signal(result.Delta.To.Revision);
        }

        if (AfterCommit is { } after)
        {
            await after(commit);
        }

        if (LoseAnswers > 0)
        {
            LoseAnswers--;
            throw new OptionWriteOutcomeUnknownException(commit.ChangeId);
        }

        return result;
    }

    /// <summary>Everything about the fleet throws.</summary>
    public bool FailFleet { get; set; }

    public ValueTask ReportAsync(FleetNode node, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        Check(FailFleet, cancellationToken);
        Server.Nodes[node.Id] = (node, lifetime);
        return ValueTask.CompletedTask;
    }

    public ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken = default)
    {
        Check(FailFleet, cancellationToken);
        Server.Nodes.TryRemove(node, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<FleetNode>> ReadNodesAsync(CancellationToken cancellationToken = default)
    {
        Check(FailFleet, cancellationToken);
        return new([.. Server.Nodes.Values.Select(known => known.Node)]);
    }

    public ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _findCalls);
        return ReadAsync(() => Server.FindChange(changeId), cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _historyCalls);
        return ReadAsync(() => Server.ReadHistory(key, limit), cancellationToken);
    }

    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default)
    {
        Check(FailReads, cancellationToken);
        return new(Server.Watch(onSignal));
    }

    /// <summary>Whether signals are known to come.</summary>
    public bool IsPushProved { get; set; }

    /// <summary>Proving throws.</summary>
    public bool FailProofs { get; set; }

    public int ProveCalls => Volatile.Read(ref _proveCalls);

    public ValueTask<bool> ProveAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _proveCalls);
        Check(FailProofs, cancellationToken);
        return new(IsPushProved);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private async ValueTask<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        if (BeforeRead is { } before)
        {
            await before();
        }

        Check(FailReads, cancellationToken);
        var answer = read();
        if (AfterRead is { } after)
        {
            await after();
        }

        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return answer;
    }

    private void Check(bool fails, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (fails)
        {
            throw new OptionStoreUnavailableException(
                OptionErrorIds.StoreUnavailable, null, "The fake database is down.", "The test says so.", "Let it up again.");
        }
    }
}
