using Npgsql;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>Breaks servers and networks one after another, as the seed says, and heals them.</summary>
internal sealed class ChaosFaults(Random random, PostgreSqlServer server, RedisServer redis, IReadOnlyList<ChaosNode> nodes, string schema)
{
    private readonly List<string> _log = [];

    /// <summary>What was broken, in order.</summary>
    public IReadOnlyList<string> Log => _log;

    public async Task BreakUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            await Task.WhenAny(end, Task.Delay(random.Next(100, 700)));
            if (!end.IsCompleted)
            {
                await BreakAsync();
            }
        }

        foreach (var node in nodes)
        {
            node.DatabaseNetwork.Pass();
            node.CacheNetwork.Pass();
        }
    }

    private async Task BreakAsync()
    {
        var node = nodes[random.Next(nodes.Count)];
        var network = random.Next(2) == 0 ? node.DatabaseNetwork : node.CacheNetwork;
        var time = TimeSpan.FromMilliseconds(random.Next(200, 1_500));
        switch (random.Next(12))
        {
            case 0:
                await DuringAsync("a black hole", time, network.Swallow, () => network.Pass());
                break;
            case 1:
                await DuringAsync("refused connections", time, network.Refuse, () => network.Pass());
                break;
            case 2:
                await DuringAsync("a slow network", time, () => network.Pass(TimeSpan.FromMilliseconds(150)), () => network.Pass());
                break;
            case 3:
                Note("cut connections");
                network.Cut();
                break;
            case 4:
                Note("Redis killed, back empty");
                await redis.KillAsync();
                await Task.Delay(time);
                await redis.StartAgainAsync();
                break;
            case 5:
                await DuringAsync("Redis stopped", time, () => Signal.SendStop(redis.ProcessId), () => Signal.SendContinue(redis.ProcessId));
                break;
            case 6:
                Note("the image in Redis lost");
                await IgnoreAsync(() => node.Cache.ClearAsync().AsTask());
                break;
            case 7:
                Note("all sessions ended");
                await ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
                break;
            case 8:
                Note("PostgreSQL killed");
                await server.KillAsync();
                await Task.Delay(time);
                await server.StartAgainAsync();
                break;
            case 9:
                await DuringAsync("PostgreSQL stopped", time, () => Signal.SendStop(server.ProcessId), () => Signal.SendContinue(server.ProcessId));
                break;
            case 10:
                Note("a late image");
                var late = node.Store.Image;
                await Task.Delay(time);
                await IgnoreAsync(() => node.Cache.PutAsync(late).AsTask());
                break;
            default:
                Note("a forged notification");
                await ExecuteAsync($"select pg_notify('{schema}:default', '{random.NextInt64(1, 1L << 40)}')");
                break;
        }
    }

    private async Task DuringAsync(string what, TimeSpan time, Action begin, Action end)
    {
        Note(what);
        begin();
        await Task.Delay(time);
        end();
    }

    private void Note(string what) => _log.Add(what);

    private Task ExecuteAsync(string sql) => IgnoreAsync(async () =>
    {
        await using var source = NpgsqlDataSource.Create($"{server.ConnectionString()};Pooling=false;Timeout=2;Command Timeout=2");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    });

    // A fault that falls into another one's time comes to nothing.
    private static async Task IgnoreAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is NpgsqlException or Errors.OptionException or TimeoutException or OperationCanceledException)
        {
            // As above.
        }
    }
}
