using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>How images are put in place, on the server itself.</summary>
public sealed class WriteTests(Servers servers) : RedisTest(servers)
{
    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task An_image_has_no_time_to_live_and_its_staging_is_gone(RedisWriteMode writes)
    {
        await Open(Settings(writes: writes)).PutAsync(Image(3, Row("a", "1", 1)), Cancellation);
        Assert.Null(await Redis.KeyTimeToLiveAsync(ImageKey));
        Assert.True(await Redis.KeyExistsAsync(ImageKey));
        Assert.Empty(Stagings());
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task A_staged_image_that_nobody_puts_in_place_expires(RedisWriteMode writes)
    {
        TimeSpan? left = null;
        var cache = Open(Settings(writes: writes, beforeReplace: async () => left = await Redis.KeyTimeToLiveAsync(Stagings().Single())));
        await cache.PutAsync(Image(3, Row("a", "1", 1)), Cancellation);
        Assert.InRange(left!.Value.TotalSeconds, 1, 60);
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task A_staged_image_that_is_not_whole_is_never_put_in_place(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes, beforeReplace: () => Redis.HashDeleteAsync(Stagings().Single(), OptionCacheKey.For("a"))));
        await Assert.ThrowsAsync<Errors.OptionStoreUnavailableException>(async () => await cache.PutAsync(Image(3, Row("a", "1", 1)), Cancellation));
        Assert.False(await Redis.KeyExistsAsync(ImageKey));
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task A_staged_image_that_expired_is_never_put_in_place(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes, beforeReplace: () => Redis.KeyDeleteAsync(Stagings().Single())));
        await Assert.ThrowsAsync<Errors.OptionStoreUnavailableException>(async () => await cache.PutAsync(Image(3, Row("a", "1", 1)), Cancellation));
        Assert.False(await Redis.KeyExistsAsync(ImageKey));
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task A_newer_image_that_came_first_stays(RedisWriteMode writes)
    {
        var other = Open();
        var cache = Open(Settings(writes: writes, beforeReplace: async () => await other.PutAsync(Image(5, Row("a", "5", 5)), Cancellation)));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await cache.PutAsync(Image(3, Row("a", "1", 1)), Cancellation));
        Assert.Equal("5", (await other.ReadAsync(Cancellation))!.Find("a")!.Value);
        Assert.Empty(Stagings());
    }

    [Fact]
    public async Task A_transaction_that_lost_the_race_for_a_delta_judges_again()
    {
        var other = Open();
        await other.PutAsync(Image(1, Row("a", "1", 1)), Cancellation);
        var races = 0;
        var cache = Open(Settings(writes: RedisWriteMode.Transactions, beforeCompareAndSet: async () =>
        {
            if (races++ == 0)
            {
                await other.ApplyAsync(Delta(1, 2, Row("a", "2", 2)), Cancellation);
            }
        }));
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await cache.ApplyAsync(Delta(1, 3, Row("a", "3", 3)), Cancellation));
        Assert.Equal(1, races);
        Assert.Equal("2", (await other.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    [Fact]
    public async Task A_transaction_sees_that_the_image_was_lost_in_between()
    {
        var other = Open();
        await other.PutAsync(Image(1, Row("a", "1", 1)), Cancellation);
        var cache = Open(Settings(writes: RedisWriteMode.Transactions, beforeCompareAndSet: () => Redis.KeyDeleteAsync(ImageKey)));
        Assert.Equal(CacheApplyOutcome.Empty, await cache.ApplyAsync(Delta(1, 2, Row("a", "2", 2)), Cancellation));
        Assert.False(await Redis.KeyExistsAsync(ImageKey));
    }

    [Fact]
    public async Task A_transaction_that_lost_the_race_for_an_image_does_not_go_back()
    {
        var other = Open();
        await other.PutAsync(Image(1), Cancellation);
        var cache = Open(Settings(writes: RedisWriteMode.Transactions, beforeCompareAndSet: async () => await other.PutAsync(Image(9, Row("a", "9", 9)), Cancellation)));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await cache.PutAsync(Image(3, Row("a", "3", 3)), Cancellation));
        Assert.Equal("9", (await other.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task More_than_a_thousand_rows_go_as_an_image(RedisWriteMode writes)
    {
        var cache = Open(Settings(writes: writes));
        await cache.PutAsync(Image(1), Cancellation);
        var rows = Enumerable.Range(0, 1001).Select(static number => Row($"k{number}", "1", 2)).ToArray();
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await cache.ApplyAsync(Delta(1, 2, rows), Cancellation));
        Assert.Equal(Position(1), await cache.ReadPositionAsync(Cancellation));
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task With_notifications_alone_no_value_reaches_Redis_and_none_is_taken_from_it(RedisWriteMode writes)
    {
        await Open().PutAsync(Image(3, Row("a", "1", 1)), Cancellation);
        var settings = Settings(OptionCacheMode.NotifyOnly, writes);
        var cache = Open(settings);
        Assert.Equal(CacheLookupKind.Miss, (await cache.GetAsync("a", Cancellation)).Kind);
        Assert.Null(await cache.ReadAsync(Cancellation));
        Assert.Null(await cache.ReadPositionAsync(Cancellation));

        var heard = new System.Collections.Concurrent.ConcurrentQueue<long>();
        await using var watch = await Open(settings).WatchAsync(heard.Enqueue, Cancellation);
        Assert.Equal(CacheApplyOutcome.Applied, await cache.PutAsync(Image(4, Row("a", "4", 4)), Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await cache.ApplyAsync(Delta(4, 5, Row("a", "5", 5)), Cancellation));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await cache.ApplyAsync(Delta(4, 5, Row("a", "5", 5)), Cancellation));
        await UntilAsync(() => Task.FromResult(heard.Contains(5)));
        Assert.Equal(Position(5), await cache.ReadPositionAsync(Cancellation));
        Assert.Equal(3, await Redis.HashLengthAsync($"opt:{{{Namespace}}}:h"));
        Assert.Equal(Position(3), await Open().ReadPositionAsync(Cancellation));
    }

    private RedisKey[] Stagings() =>
        [.. Redis.Multiplexer.GetServers()[0].Keys(pattern: $"opt:{{{Namespace}}}:t:*")];
}
