using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Chaos.Nodes.Events;
using OptionsSdk.Chaos.Nodes.Wrappers;
using OptionsSdk.Errors;
using OptionsSdk.PostgreSql;
using OptionsSdk.Redis;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>
/// One node: a manager and its store, which write and read as fast as they are told, and tell everything that could be wrong. The same in
/// the run's own process and in one of its own.
/// </summary>
public sealed class ChaosNode : IAsyncDisposable
{
    // One in so many writes "crashes" between COMMIT and the cache.
    private const int WritesPerCrash = 10;

    private static readonly TimeSpan TotalsInterval = TimeSpan.FromSeconds(0.5);

    private readonly NodeSettings _settings;
    private readonly Action<NodeEvent> _tell;
    private readonly Hearing _hearing = new();
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "The store disposes it.")]
    private readonly IOptionDatabase _database;
    private readonly RedisOptionCache _redis;
    private readonly IOptionCache _cache;
    private readonly OptionStore _store;
    private readonly OptionManager _manager;
    private readonly InstallCounts _installs;
    private readonly IDisposable _following;
    private readonly CancellationTokenSource _end = new();
    private readonly int _unobservedBefore;
    private TypedReader? _reader;
    private Task _telling = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private volatile bool _isWriting;

    /// <summary>Makes a node.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="tell">Takes what happens, from any thread.</param>
    /// <param name="aroundDatabase">Puts something around the database.</param>
    /// <param name="aroundCache">Puts something around the cache.</param>
    public ChaosNode(
        NodeSettings settings,
        Action<NodeEvent> tell,
        Func<IOptionDatabase, IOptionDatabase>? aroundDatabase = null,
        Func<IOptionCache, IOptionCache>? aroundCache = null)
    {
        _settings = settings;
        _tell = tell;
        _unobservedBefore = UnobservedExceptions.Read(isComplete: true).Count;
        var database = new PostgreSqlOptionDatabase(settings.PostgreSql, new()
        {
            Schema = settings.Schema,
            ReadTimeout = TimeSpan.FromSeconds(1),
            WriteTimeout = TimeSpan.FromSeconds(3),
            ListenKeepAlive = TimeSpan.FromSeconds(1),
        });
        _installs = new(database.Name);
        _redis = new(settings.Redis, new() { Mode = settings.CacheMode, TrustRedis = settings.TrustRedis });
        _database = new DeafDatabase(aroundDatabase?.Invoke(database) ?? database, _hearing);
        _cache = new DeafCache(aroundCache?.Invoke(_redis) ?? _redis, _hearing);
        _store = new(_database, _cache, new()
        {
            SyncInterval = TimeSpan.FromSeconds(1),
            WriteRetryBudget = TimeSpan.FromSeconds(5),
            LastKnownGoodFile = settings.LastKnownGoodFile,
        });
        _following = _store.Subscribe((_, image) => tell(ImageInstalled.Of(image)));
        _manager = new(new OptionRegistry().Add<ChaosOptions>(), _store);
    }

    /// <summary>Starts the store and the reads.</summary>
    public async Task StartAsync()
    {
        // Before the store: reads never wait for it.
        _reader = new(_manager.Group<ChaosOptions>(), what => _tell(new RuleBroken(what)));
        _telling = TellTotalsAsync();
        await _store.StartAsync();
        _tell(new NodeStarted());
    }

    /// <summary>Does what a command says, or begins to.</summary>
    public void Execute(NodeCommand command)
    {
        switch (command.Kind)
        {
            case NodeCommandKind.Write:
                _isWriting = true;
                _writing = Task.WhenAll(Task.Run(WriteAsync), Task.Run(RefreshAsync));
                break;
            case NodeCommandKind.Rest:
                _isWriting = false;
                break;
            case NodeCommandKind.GoDeaf:
                _hearing.IsLost = true;
                break;
            case NodeCommandKind.Hear:
                _hearing.IsLost = false;
                break;
            case NodeCommandKind.PutLate:
                _ = PutLateAsync(_store.Image, TimeSpan.FromMilliseconds(command.Number));
                break;
            case NodeCommandKind.Stand:
                _tell(new NodeStanding(command.Number, _store.Image.Position, _store.ImageSource, _reader?.Values() ?? ImmutableDictionary<string, string>.Empty));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "Not a command.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isWriting = false;
        await _writing;
        await _end.CancelAsync();
        await _telling;
        _reader?.Dispose();
        _following.Dispose();
        _manager.Dispose();
        await _store.DisposeAsync();
        await _redis.DisposeAsync();
        _installs.Dispose();
        _end.Dispose();
    }

    private async Task WriteAsync()
    {
        var random = new Random(_settings.Seed);

        // A node that was killed and started again writes values that nobody has written yet.
        var life = Guid.NewGuid().ToString("N")[..6];
        for (var number = 0; _isWriting; number++)
        {
            try
            {
                await WriteAsync(random, $"{_settings.Index}-{life}-{number}");
            }
            catch (Exception exception)
            {
                _tell(new RuleBroken($"a write threw {exception}"));
            }

            await Task.Delay(random.Next(1, 20));
        }
    }

    private async Task WriteAsync(Random random, string value)
    {
        var keys = Enumerable.Range(0, random.Next(1, 3)).Select(_ => TypedReader.Key(random.Next(TypedReader.Count))).Distinct();
        var writes = keys.Select(key => new StoreWrite(key, random.Next(5) == 0 ? null : $"\"{value}\""));
        var commit = new StoreCommit(Guid.NewGuid(), [.. writes], OptionChannel.Unknown, null, null, DateTime.UtcNow);
        var isCrashing = random.Next(WritesPerCrash) == 0 && _store.ImageSource == StoreImageSource.Database;
        _tell(new WriteBegun(commit.ChangeId, Stopwatch.GetTimestamp()));
        var (outcome, position, isRefused) = ((StoreCommitOutcome?)null, (StorePosition?)null, false);
        try
        {
            if (isCrashing)
            {
                // The transaction, and nothing that comes after it.
                var committed = await _database.CommitAsync(commit);
                (outcome, position) = (committed.Outcome, committed.Delta.To);
            }
            else
            {
                var result = await _store.WriteAsync(commit);
                (outcome, position) = (result.Outcome, result.Position);
                if (result.LocallyVisible && _store.Image.Position < result.Position)
                {
                    _tell(new RuleBroken($"a node does not see its own write at {result.Position}"));
                }
            }

            isRefused = outcome is StoreCommitOutcome.Unchanged or StoreCommitOutcome.Conflict;
        }
        catch (OptionWriteOutcomeUnknownException)
        {
            // The history will tell.
        }
        catch (OptionStoreException)
        {
            isRefused = true;
        }

        _tell(new WriteEnded(commit.ChangeId, Stopwatch.GetTimestamp(), isRefused ? null : position, isRefused, outcome == StoreCommitOutcome.AlreadyCommitted));
    }

    // Beside the writes: what counts is that it falls into pulls that others of the node began.
    private async Task RefreshAsync()
    {
        var random = new Random(-_settings.Seed);
        while (_isWriting)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                var image = await _store.RefreshAsync();
                _tell(new Refreshed(started, image.Position.Revision));
            }
            catch (OptionStoreException)
            {
                // That the database is away is no answer.
            }
            catch (Exception exception)
            {
                _tell(new RuleBroken($"a refresh threw {exception}"));
            }

            await Task.Delay(random.Next(1, 50));
        }
    }

    private async Task PutLateAsync(StoreImage image, TimeSpan delay)
    {
        await Task.Delay(delay);
        try
        {
            await _cache.PutAsync(image);
        }
        catch (OptionStoreException)
        {
            // Another fault was faster.
        }
        catch (ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task TellTotalsAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(TotalsInterval, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TellTotals(isComplete: _end.IsCancellationRequested);
        }
    }

    private void TellTotals(bool isComplete)
    {
        if (_reader is not null)
        {
            _tell(new NodeTotals(_reader.Reads, _reader.SlowReads(), _installs.Read(), UnobservedExceptions.Read(_unobservedBefore, isComplete)));
        }
    }
}
