using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Servers;
using StackExchange.Redis;

namespace OptionsSdk.Chaos.Runs;

/// <summary>
/// Breaks servers, networks and nodes as the seed says, and heals them: one server and one network or node at a time. Every kind comes once
/// before any comes again.
/// </summary>
internal sealed class ChaosFaults(int seed, PostgreSqlServer server, RedisServer redis, IReadOnlyList<ChaosMember> nodes, string schema, CacheObserver observer)
{
    private const string ImageKey = "opt:{default}:s";
    private const string Channel = "opt:{default}:c";
    private const string OtherBackends = "from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'";

    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>What was broken, in order; what came to nothing because something else was broken already is left out.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public async Task BreakUntilAsync(Task end)
    {
        await Task.WhenAll(BreakUntilAsync(ServerFaults(), new(seed), end), BreakUntilAsync(NodeFaults(), new(-seed), end));
        foreach (var node in nodes)
        {
            node.DatabaseNetwork.Pass();
            node.CacheNetwork.Pass();
            node.Execute(new(NodeCommandKind.Hear));
        }
    }

    private async Task BreakUntilAsync(IReadOnlyList<(string Name, Func<Random, Task> Break)> kinds, Random random, Task end)
    {
        while (!end.IsCompleted)
        {
            var deck = kinds.ToArray();
            random.Shuffle(deck);
            foreach (var (name, breakIt) in deck)
            {
                await Task.WhenAny(end, Task.Delay(random.Next(50, 400)));
                if (end.IsCompleted)
                {
                    return;
                }

                if (await TryAsync(() => breakIt(random)))
                {
                    _log.Enqueue(name);
                }
            }
        }
    }

    private IReadOnlyList<(string Name, Func<Random, Task> Break)> ServerFaults() =>
    [
        ("Redis killed, back empty", random => observer.LoseAsync(async () =>
        {
            await redis.KillAsync();
            await Task.Delay(Time(random));
            await redis.StartAgainAsync();
        })),
        ("Redis stopped", random => DuringAsync(random, () => Signal.SendStop(redis.ProcessId), () => Signal.SendContinue(redis.ProcessId))),
        ("Redis paused", async random =>
        {
            var time = Time(random);
            await RedisAsync("CLIENT", "PAUSE", time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture), "ALL");
            await Task.Delay(time);
        }),
        ("Redis' subscribers cut", _ => RedisAsync("CLIENT", "KILL", "TYPE", "pubsub")),
        ("the image in Redis lost", _ => observer.LoseAsync(() => RedisAsync("DEL", ImageKey))),
        ("all of Redis flushed", _ => observer.LoseAsync(() => RedisAsync("FLUSHALL"))),
        ("Redis' scripts flushed", _ => RedisAsync("SCRIPT", "FLUSH")),
        ("all sessions ended", _ => SqlAsync($"select pg_terminate_backend(pid) {OtherBackends}")),
        ("a session killed, PostgreSQL recovers", async random => Signal.SendKill(await BackendAsync(random))),
        ("a session stopped", async random =>
        {
            var backend = await BackendAsync(random);
            await DuringAsync(random, () => Signal.SendStop(backend), () => Signal.SendContinue(backend));
        }),
        ("PostgreSQL killed", async random =>
        {
            await server.KillAsync();
            await Task.Delay(Time(random));
            await server.StartAgainAsync();
        }),
        ("PostgreSQL's postmaster stopped", random => DuringAsync(random, () => Signal.SendStop(server.ProcessId), () => Signal.SendContinue(server.ProcessId))),
    ];

    private IReadOnlyList<(string Name, Func<Random, Task> Break)> NodeFaults() =>
    [
        ("a black hole before PostgreSQL", random => DuringAsync(random, Pick(random).DatabaseNetwork, static network => network.Swallow())),
        ("a black hole before Redis", random => DuringAsync(random, Pick(random).CacheNetwork, static network => network.Swallow())),
        ("PostgreSQL refuses", random => DuringAsync(random, Pick(random).DatabaseNetwork, static network => network.Refuse())),
        ("Redis refuses", random => DuringAsync(random, Pick(random).CacheNetwork, static network => network.Refuse())),
        ("a slow network to PostgreSQL", random => DuringAsync(random, Pick(random).DatabaseNetwork, static network => network.Pass(TimeSpan.FromMilliseconds(150)))),
        ("a slow network to Redis", random => DuringAsync(random, Pick(random).CacheNetwork, static network => network.Pass(TimeSpan.FromMilliseconds(150)))),
        ("connections to PostgreSQL reset", random => Do(() => Pick(random).DatabaseNetwork.Cut())),
        ("connections to Redis reset", random => Do(() => Pick(random).CacheNetwork.Cut())),
        ("a deaf node", random =>
        {
            var node = Pick(random);
            return DuringAsync(random, () => node.Execute(new(NodeCommandKind.GoDeaf)), () => node.Execute(new(NodeCommandKind.Hear)));
        }),
        ("a late image", random => Do(() => Pick(random).Execute(new(NodeCommandKind.PutLate, (int)Time(random).TotalMilliseconds)))),
        ("a forged notification of PostgreSQL", random => SqlAsync($"select pg_notify('{schema}:default', '{random.NextInt64(1, 1L << 40)}')")),
        ("a forged notification of Redis", random => RedisAsync("PUBLISH", Channel, random.NextInt64(1, 1L << 40))),
        ("a node killed", async random =>
        {
            var node = PickProcess(random);
            await node.KillAsync();
            await Task.Delay(Time(random));
            await node.StartAsync();
            node.Execute(new(NodeCommandKind.Write));
        }),
        ("a node stopped", random =>
        {
            var node = PickProcess(random);
            return DuringAsync(random, node.Stop, node.Continue);
        }),
    ];

    private static TimeSpan Time(Random random) => TimeSpan.FromMilliseconds(random.Next(200, 1_500));

    private static Task Do(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static async Task DuringAsync(Random random, Action begin, Action end)
    {
        begin();
        await Task.Delay(Time(random));
        end();
    }

    private static Task DuringAsync(Random random, TcpProxy network, Action<TcpProxy> begin) => DuringAsync(random, () => begin(network), () => network.Pass());

    private ChaosMember Pick(Random random) => nodes[random.Next(nodes.Count)];

    private ProcessMember PickProcess(Random random)
    {
        var processes = nodes.OfType<ProcessMember>().ToArray();
        return processes[random.Next(processes.Length)];
    }

    private async Task<int> BackendAsync(Random random)
    {
        var backends = new List<int>();
        await using var source = Source();
        await using var command = source.CreateCommand($"select pid {OtherBackends} and application_name like 'chaos-%' order by pid");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            backends.Add(reader.GetInt32(0));
        }

        return backends.Count == 0 ? throw new TimeoutException("Nobody is connected.") : backends[random.Next(backends.Count)];
    }

    private async Task SqlAsync(string sql)
    {
        await using var source = Source();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task RedisAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis.Address},allowAdmin=true,connectTimeout=1000,asyncTimeout=2000");
        await connection.GetDatabase().ExecuteAsync(command, arguments);
    }

    private NpgsqlDataSource Source() => NpgsqlDataSource.Create($"{server.ConnectionString()};Pooling=false;Timeout=2;Command Timeout=2");

    // A fault that falls into another one's time comes to nothing.
    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or RedisException or TimeoutException)
        {
            return false;
        }
    }
}
