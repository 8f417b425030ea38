using System.Collections.Concurrent;
using System.Globalization;
using OptionsSdk.Chaos.Nodes;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Chaos.Nodes.Events;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A node as the run sees it, behind a network of its own to each server.</summary>
internal abstract class ChaosMember : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<ConcurrentQueue<NodeEvent>> _lives = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<NodeStanding>> _questions = new();
    private TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _question;

    protected ChaosMember(int index, int seed, PostgreSqlServer server, RedisServer redis, string schema, OptionCacheMode mode, bool trustsRedis, string? lastKnownGoodFile)
    {
        DatabaseNetwork = new(server.Port);
        CacheNetwork = new(redis.Port);
        Name = string.Create(CultureInfo.InvariantCulture, $"chaos-{index}");
        Settings = new(
            index,
            $"{server.ConnectionString(port: DatabaseNetwork.Port)};Maximum Pool Size={MostPooled};Application Name={Name}",
            schema,
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{CacheNetwork.Port},connectTimeout=1000,name={Name}"),
            mode,
            trustsRedis,
            lastKnownGoodFile,
            seed);
    }

    /// <summary>The most connections that a node's pool keeps.</summary>
    public const int MostPooled = 6;

    /// <summary>What both servers know its connections by.</summary>
    public string Name { get; }

    public TcpProxy DatabaseNetwork { get; }

    public TcpProxy CacheNetwork { get; }

    /// <summary>What each life of the node told, in order.</summary>
    public IReadOnlyCollection<ConcurrentQueue<NodeEvent>> Lives => _lives;

    protected NodeSettings Settings { get; }

    /// <summary>Starts the node, for the first time or after its end, and waits until it says so.</summary>
    public async Task StartAsync()
    {
        _lives.Enqueue(new());
        _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await BeginAsync();
        await _started.Task.WaitAsync(Patience);
    }

    /// <summary>Tells the node to do something.</summary>
    public abstract void Execute(NodeCommand command);

    /// <summary>Asks where the node stands.</summary>
    public async Task<NodeStanding> AskAsync()
    {
        var number = Interlocked.Increment(ref _question);
        var answer = new TaskCompletionSource<NodeStanding>(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions[number] = answer;
        Execute(new(NodeCommandKind.Stand, number));
        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>Ends the node in order; what it told stays.</summary>
    public abstract Task EndAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await EndAsync();
        await DatabaseNetwork.DisposeAsync();
        await CacheNetwork.DisposeAsync();
    }

    protected abstract Task BeginAsync();

    protected void Note(NodeEvent happened)
    {
        switch (happened)
        {
            case NodeStanding standing:
                if (_questions.TryRemove(standing.Number, out var answer))
                {
                    answer.TrySetResult(standing);
                }

                break;
            case NodeStarted:
                _started.TrySetResult();
                break;
            default:
                _lives.Last().Enqueue(happened);
                break;
        }
    }

    protected void Fail(string what) => _started.TrySetException(new InvalidOperationException(what));
}
