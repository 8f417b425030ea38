using System.Globalization;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>What somebody else who can write to Redis does to the fleet's hash.</summary>
public sealed class HostileFleetTests(Servers servers) : RedisTest(servers)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private string FleetKey => $"opt:{{{Namespace}}}:n";

    private static string Later => DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds().ToString("D19", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task Anything_that_no_process_said_is_left_out_and_harms_nobody_else(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes));
        var node = Node("good", 4);
        await cache.ReportAsync(node, Long, Cancellation);
        var said = ((string)(await Redis.HashGetAsync(FleetKey, node.Id.ToString("N")))!)[20..];
        Dictionary<RedisValue, RedisValue> bad = new()
        {
            ["short"] = $"{Later} {said}",
            [new string('x', 5000)] = $"{Later} {said}",
            [new string('z', 32)] = $"{Later} {said}",
            [Guid.NewGuid().ToString("N").ToUpperInvariant()] = $"{Later} {said}",
        };
        foreach (var value in new RedisValue[]
        {
            "", "x", Later, $"{Later} ", $"{Later} x", said, $"{Later}{said}", $"{Later} 2{said[1..]}", $"{Later} -1{said[1..]}",
            $"{Later} {said.Replace(" 4 ", " 99999999999999999999 ", StringComparison.Ordinal)}",
            $"{Later} {said.Replace(" 4 ", " -4 ", StringComparison.Ordinal)}",
            $"{Later} {said[..4]}9223372036854775807{said[5..]}",
            $"{Later} {said.Replace(" 4 -", " 400 -", StringComparison.Ordinal)}",
            $"{Later} {said}no key\u001b",
            $"{Later} {said}" + string.Join('\n', Enumerable.Range(0, 101).Select(index => $"key{index}")),
            $"{Later} {said}{new string('k', 20_000)}",
            (byte[])[.. System.Text.Encoding.UTF8.GetBytes($"{Later} {said}"), 0xff, 0xfe],
            new byte[1024 * 1024],
        })
        {
            bad[Guid.NewGuid().ToString("N")] = value;
        }

        await Redis.HashSetAsync(FleetKey, [.. bad.Select(pair => new HashEntry(pair.Key, pair.Value))]);
        Assert.Equal(node, Assert.Single(await cache.ReadNodesAsync(Cancellation)));

        // A process that starts removes what cannot be, or has no time to live, and never what others said.
        await Open(Settings(writes: writes)).ReportAsync(Node("other", 4), Long, Cancellation);
        Assert.Equal(["good", "other"], (await cache.ReadNodesAsync(Cancellation)).Select(known => known.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_cannot_command_a_terminal()
    {
        var cache = Open();
        await cache.ReportAsync(Node("a\u001b[2J\u202eb\u0085\nc", 1), Long, Cancellation);
        Assert.Equal("a?[2J?b??c", Assert.Single(await cache.ReadNodesAsync(Cancellation)).Name);
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task More_processes_than_a_fleet_has_are_refused_and_the_next_word_begins_anew(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes));
        // A process that removed what was left behind a moment ago does not look for it again.
        await cache.ReportAsync(Node("before", 1), Long, Cancellation);
        await Redis.HashSetAsync(FleetKey, [.. Enumerable.Range(0, 5_001).Select(index => new HashEntry(index, "x"))]);
        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await cache.ReadNodesAsync(Cancellation));
        Assert.Contains(FleetKey, error.Remedy, StringComparison.Ordinal);

        await cache.ReportAsync(Node("one", 1), Long, Cancellation);
        Assert.Equal("one", Assert.Single(await cache.ReadNodesAsync(Cancellation)).Name);
        Assert.Equal(1, await Redis.HashLengthAsync(FleetKey));
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task Something_else_under_the_fleets_key_is_refused_and_replaced(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes));
        await Redis.StringSetAsync(FleetKey, "x");
        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await cache.ReadNodesAsync(Cancellation));
        await cache.LeaveAsync(Guid.NewGuid(), Cancellation);

        await cache.ReportAsync(Node("one", 1), Long, Cancellation);
        Assert.Equal("one", Assert.Single(await cache.ReadNodesAsync(Cancellation)).Name);
    }

    [Fact]
    public async Task With_a_signing_key_only_words_that_are_signed_for_their_process_count()
    {
        var signed = Open(Settings(key: Keys.First));
        var node = Node("true", 1);
        await signed.ReportAsync(node, Long, Cancellation);
        await Open(Settings()).ReportAsync(Node("unsigned", 1), Long, Cancellation);
        await Open(Settings(key: Keys.Second)).ReportAsync(Node("other key", 1), Long, Cancellation);
        var said = (string)(await Redis.HashGetAsync(FleetKey, node.Id.ToString("N")))!;
        await Redis.HashSetAsync(FleetKey, Guid.NewGuid().ToString("N"), said);
        Assert.Equal(node, Assert.Single(await signed.ReadNodesAsync(Cancellation)));

        await Redis.HashSetAsync(FleetKey, node.Id.ToString("N"), said.Replace("true", "tree", StringComparison.Ordinal));
        Assert.Empty(await signed.ReadNodesAsync(Cancellation));
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task The_hash_lives_as_long_as_the_last_word_in_it(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes));
        await cache.ReportAsync(Node("long", 1), Long, Cancellation);
        await cache.ReportAsync(Node("short", 1), TimeSpan.FromMinutes(1), Cancellation);
        var life = await Redis.KeyTimeToLiveAsync(FleetKey);
        Assert.InRange(life!.Value, TimeSpan.FromMinutes(2), Long);
        await cache.ReportAsync(Node("longest", 1), 2 * Long, Cancellation);
        Assert.InRange((await Redis.KeyTimeToLiveAsync(FleetKey))!.Value, Long, 2 * Long);
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task Whoever_starts_removes_those_that_fell_silent(RedisWriteMode writes)
    {
        var silent = Node("silent", 1);
        await Open(Settings(writes: writes)).ReportAsync(silent, TimeSpan.FromMilliseconds(1), Cancellation);
        await Redis.KeyPersistAsync(FleetKey);
        await UntilAsync(async () =>
        {
            await Open(Settings(writes: writes)).ReportAsync(Node("alive", 1), Long, Cancellation);
            return !await Redis.HashExistsAsync(FleetKey, silent.Id.ToString("N"));
        });
    }

    private static FleetNode Node(string name, long revision) =>
        new(Guid.NewGuid(), name, new(1, revision, Guid.Empty), StoreState.Fresh, [], DateTime.UnixEpoch);
}
