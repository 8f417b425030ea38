using System.Globalization;
using OptionsSdk.Errors;
using OptionsSdk.Servers;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>
/// Duplicates, gaps, late images and lost servers' memory, in any order: whoever reads finds the whole state of one revision, or nothing.
/// </summary>
public sealed class ChaosTests
{
    private const int Last = 600;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RedisWriteMode.Scripts, 1)]
    [InlineData(RedisWriteMode.Transactions, 2)]
    public async Task Every_read_is_a_prefix_of_the_history(RedisWriteMode writes, int seed)
    {
        await using var server = await RedisServer.StartAsync();
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{server.Address},allowAdmin=true");
        var redis = administrator.GetDatabase();
        var settings = new RedisOptionCacheSettings { WriteMode = writes, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };
        await using var cache = new RedisOptionCache(server.Address, settings);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAsync(server.Address, settings, end.Token))).ToArray();
        var random = new Random(seed);
        for (var revision = 1; revision <= Last; revision++)
        {
            await DisturbAsync(redis, random.Next(40));
            try
            {
                await PushAsync(cache, random, revision);
            }
            catch (OptionStoreUnavailableException)
            {
                // Without memory for the moment.
            }
        }

        await redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await cache.PutAsync(At(Last), Cancellation);
        AssertPrefix(await cache.ReadAsync(Cancellation));
        Assert.Equal(Last, (await cache.ReadPositionAsync(Cancellation))!.Value.Revision);
        await end.CancelAsync();
        Assert.All(await Task.WhenAll(readers), static images => Assert.True(images > 0, "A reader saw no image at all."));
    }

    private static async Task PushAsync(RedisOptionCache cache, Random random, int revision)
    {
        // A gap, a duplicate, or what is next; and now and then an image that is long past.
        var from = Math.Max(0, revision - 1 - random.Next(2));
        if (await cache.ApplyAsync(Delta(from, revision), Cancellation) is CacheApplyOutcome.DoesNotFit or CacheApplyOutcome.Empty && random.Next(4) > 0)
        {
            await cache.PutAsync(At(revision), Cancellation);
        }

        if (random.Next(10) == 0)
        {
            await cache.PutAsync(At(random.Next(revision)), Cancellation);
        }

        if (random.Next(10) == 0)
        {
            await cache.ApplyAsync(Delta(from, revision), Cancellation);
        }
    }

    private static async Task DisturbAsync(IDatabase redis, int fault)
    {
        switch (fault)
        {
            case 0:
                await redis.KeyDeleteAsync("opt:{default}:s");
                break;
            case 1:
                await redis.ExecuteAsync("FLUSHALL");
                break;
            case 2:
                await redis.ExecuteAsync("SCRIPT", "FLUSH");
                break;
            case 3:
                await redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
                await redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1mb");
                break;
            case 4:
                await redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
                break;
        }
    }

    private static async Task<int> ReadAsync(string address, RedisOptionCacheSettings settings, CancellationToken end)
    {
        await using var cache = new RedisOptionCache(address, settings);
        var images = 0;
        while (!end.IsCancellationRequested)
        {
            if (await cache.ReadAsync(Cancellation) is { } image)
            {
                AssertPrefix(image);
                images++;
            }
        }

        return images;
    }

    private static void AssertPrefix(StoreImage? image)
    {
        Assert.NotNull(image);
        var expected = At(image.Position.Revision);
        Assert.Equal(expected.Position, image.Position);
        Assert.Equal(
            expected.Rows.Values.OrderBy(static row => row.Key, StringComparer.Ordinal),
            image.Rows.Values.OrderBy(static row => row.Key, StringComparer.Ordinal));
    }

    private static StorePosition Position(long revision) => new(1, revision, new Guid((int)revision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    /// <summary>Revision r writes the key r mod 20, and deletes it where r is a multiple of 3.</summary>
    private static StoreRow Written(long revision) => new(
        string.Create(CultureInfo.InvariantCulture, $"k{revision % 20}"),
        revision % 3 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{revision}"),
        revision,
        DateTime.UnixEpoch,
        null,
        OptionChannel.Unknown,
        null);

    private static StoreImage At(long revision)
    {
        var rows = new Dictionary<string, StoreRow>(StringComparer.Ordinal);
        for (var written = Math.Max(1, revision - 19); written <= revision; written++)
        {
            rows[Written(written).Key] = Written(written);
        }

        return StoreImage.From(Position(revision), rows.Values.ToArray());
    }

    private static StoreDelta Delta(long from, long to) => new(
        Position(from), Position(to), false, [.. Enumerable.Range((int)from + 1, (int)(to - from)).Select(static revision => Written(revision))]);
}
