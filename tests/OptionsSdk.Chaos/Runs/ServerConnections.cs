using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;
using OptionsSdk.Servers;
using StackExchange.Redis;

namespace OptionsSdk.Chaos.Runs;

/// <summary>Counts the connections that each node has on the servers, by the names that it gives them.</summary>
internal sealed partial class ServerConnections(PostgreSqlServer server, RedisServer redis)
{
    /// <summary>The pool, the one that listens, and one that a timeout left behind for a moment.</summary>
    private const int MostOfDatabase = ChaosMember.MostPooled + 2;

    /// <summary>One for commands, one for messages.</summary>
    private const int MostOfCache = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, int> _most = new(StringComparer.Ordinal);

    /// <summary>The most that were counted on each server for one node.</summary>
    public string Most => $"at most {_most.GetValueOrDefault("PostgreSQL")} connections of a node on PostgreSQL, {_most.GetValueOrDefault("Redis")} on Redis";

    /// <summary>Counts until the end, and afterwards says what stays too much.</summary>
    public async Task<string?> FindFaultAsync()
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            var fault = await CountAsync();
            if (fault is null || DateTime.UtcNow > until)
            {
                return fault;
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Counts while faults go on.</summary>
    public async Task CountUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            await CountAsync();
            await Task.WhenAny(end, Task.Delay(Pause));
        }
    }

    [GeneratedRegex(@"\bname=(chaos-\d+)")]
    private static partial Regex NamePattern();

    private async Task<string?> CountAsync()
    {
        try
        {
            var ofDatabase = await CountDatabaseAsync();
            var ofCache = await CountCacheAsync();
            Note("PostgreSQL", ofDatabase);
            Note("Redis", ofCache);
            return ofDatabase.Where(static node => node.Value > MostOfDatabase).Concat(ofCache.Where(static node => node.Value > MostOfCache))
                .Select(static node => $"{node.Key} has {node.Value} connections on one server").FirstOrDefault();
        }
        catch (Exception exception) when (exception is NpgsqlException or RedisException or TimeoutException)
        {
            return "the servers cannot be asked for their connections";
        }
    }

    private async Task<Dictionary<string, int>> CountDatabaseAsync()
    {
        await using var source = NpgsqlDataSource.Create($"{server.ConnectionString()};Pooling=false;Timeout=1;Command Timeout=1");
        await using var command = source.CreateCommand("select application_name, count(*)::int from pg_stat_activity where application_name like 'chaos-%' group by 1");
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            counts[reader.GetString(0)] = reader.GetInt32(1);
        }

        return counts;
    }

    private async Task<Dictionary<string, int>> CountCacheAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis.Address},allowAdmin=true,connectTimeout=1000,asyncTimeout=1000");
        var clients = (string?)await connection.GetDatabase().ExecuteAsync("CLIENT", "LIST") ?? "";
        return NamePattern().Matches(clients).GroupBy(static match => match.Groups[1].Value, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
    }

    private void Note(string server, Dictionary<string, int> counts) =>
        _most.AddOrUpdate(server, Largest(counts), (_, most) => Math.Max(most, Largest(counts)));

    private static int Largest(Dictionary<string, int> counts) => counts.Values.DefaultIfEmpty().Max();
}
