using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MultiNode.Nodes;
using MultiNode.Nodes.Events;
using MultiNode.Servers;

namespace MultiNode.Demo;

/// <summary>What the steps share: the servers, three nodes, and an audience.</summary>
internal sealed class Stage(string? postgres, string? redis, TextWriter output) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<NodeProcess> _nodes = [];
    private int _version;

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    /// <summary>The database's server, if it is the demonstration's own.</summary>
    public LocalPostgreSql? Database { get; private set; }

    /// <summary>The cache's server, if it is the demonstration's own.</summary>
    public LocalRedis? Cache { get; private set; }

    /// <summary>The version that was written last.</summary>
    public int Version => _version;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Both are looked for before anything is started.
        Cache = redis is null ? new() : null;
        Database = postgres is null ? new() : null;
        if (Cache is not null)
        {
            await Cache.StartAsync(cancellationToken);
            Say($"a private Redis on {Cache.Configuration}");
        }

        if (Database is not null)
        {
            await Database.InitializeAsync(cancellationToken);
            await Database.StartAsync(cancellationToken);
            Say("a private PostgreSQL");
        }

        foreach (var name in (string[])["A", "B", "C"])
        {
            _nodes.Add(NodeProcess.Start(name, postgres ?? Database!.ConnectionString, redis ?? Cache!.Configuration));
        }

        foreach (var node in Nodes)
        {
            var ready = await node.WaitAsync<NodeReady>(static _ => true, cancellationToken);
            var status = await node.ReadStatusAsync(cancellationToken);
            _version = Math.Max(_version, status.Version);
            Say($"node {node.Name} is process {ready.ProcessId}, at revision {status.Revision}, {status.Health}");
        }
    }

    public void Say(string text) => output.WriteLine($"   {text.ReplaceLineEndings($"{Environment.NewLine}   ")}");

    public void Expect([DoesNotReturnIf(false)] bool condition, string expectation)
    {
        if (!condition)
        {
            throw new StepFailedException($"Expected: {expectation}");
        }
    }

    /// <summary>The next version, which nobody has written yet.</summary>
    public int NextVersion() => ++_version;

    /// <summary>Writes on one node and waits until all nodes see it.</summary>
    public async Task<WriteDone> WriteEverywhereAsync(NodeProcess writer, CancellationToken cancellationToken)
    {
        var version = NextVersion();
        var answer = await writer.WriteAsync(version, cancellationToken);
        Expect(answer is WriteDone, $"node {writer.Name} to write, not {answer}");
        var done = (WriteDone)answer;
        await SayArrivalsAsync(writer, done, cancellationToken);
        return done;
    }

    /// <summary>Says when each node saw a write.</summary>
    public async Task SayArrivalsAsync(NodeProcess writer, WriteDone done, CancellationToken cancellationToken)
    {
        var arrivals = new List<string>();
        foreach (var node in Nodes)
        {
            var seen = await node.WaitAsync<VersionSeen>(seen => seen.Version == done.Version, cancellationToken);
            arrivals.Add($"{node.Name} {Milliseconds(done.Started, seen.At)}");
        }

        Say($"node {writer.Name} wrote version {done.Version} (revision {done.Revision}) in {Milliseconds(done.Started, done.Ended)}" +
            $"{(done.CacheUpdated ? "" : ", Redis not updated")}; seen on {string.Join(", ", arrivals)} after the write began");
    }

    /// <summary>Waits until all nodes are as they should be.</summary>
    public async Task WaitForAllAsync(string what, Predicate<NodeStatus> isReached, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        foreach (var node in Nodes)
        {
            while (await node.ReadStatusAsync(cancellationToken) is var status && !isReached(status))
            {
                Expect(clock.Elapsed < Patience, $"{what} on node {node.Name} within {Patience.TotalSeconds} seconds; it is {status.Health} at revision {status.Revision}. {status.Problems}");
                await Task.Delay(50, cancellationToken);
            }
        }

        Say($"{what} on every node after {clock.ElapsedMilliseconds} ms");
    }

    /// <summary>Shows that reads go on: every node reads for a while, and what it reads is right.</summary>
    public async Task SayReadsAsync(CancellationToken cancellationToken)
    {
        foreach (var node in Nodes)
        {
            var before = await node.ReadStatusAsync(cancellationToken);
            NodeStatus status;
            do
            {
                await Task.Delay(100, cancellationToken);
                status = await node.ReadStatusAsync(cancellationToken);
            }
            while (status.Checks == before.Checks);

            Say($"node {node.Name} reads version {status.Version}: {status.Checks - before.Checks:N0} more reads, {status.Violations} violations, {status.Health}{(status.Problems.Length == 0 ? "" : $": {status.Problems}")}");
            Expect(status.Violations == 0, $"no violation on node {node.Name}");
            Expect(status.Version == Version, $"node {node.Name} to read version {Version}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        if (Cache is not null)
        {
            await Cache.DisposeAsync();
        }
    }

    private static string Milliseconds(long from, long to) => $"{Stopwatch.GetElapsedTime(from, to).TotalMilliseconds:0.0} ms";
}
