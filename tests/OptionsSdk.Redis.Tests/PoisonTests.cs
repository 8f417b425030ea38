using OptionsSdk.Errors;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>What somebody else may have put into Redis: it is refused as a whole, by name, without its content, and replaced.</summary>
public sealed class PoisonTests(Servers servers) : RedisTest(servers)
{
    private const string Secret = "hunter2";

    private static string Field => OptionCacheKey.For("a");

    [Theory]
    [InlineData("_epoch", "1")]
    [InlineData("_epoch", "-000000000000000001")]
    [InlineData("_epoch", "0000002000000000000")]
    [InlineData("_epoch", null)]
    [InlineData("_rev", "hunter2")]
    [InlineData("_rev", "000000000000000000x")]
    [InlineData("_rev", "9223372036854775807")]
    [InlineData("_rev", "9999999999999999999")]
    [InlineData("_rev", "")]
    [InlineData("_rev", null)]
    [InlineData("_tok", "hunter2")]
    [InlineData("_tok", "0000000000000000000000000000000Z")]
    [InlineData("_tok", null)]
    public async Task A_bad_head_refuses_the_image(string field, string? content)
    {
        var cache = await StartAsync();
        await PoisonAsync(field, content);
        await AssertRefusedAsync(cache, field);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("")]
    [InlineData("1\n")]
    [InlineData("1 3 0 0 1 - - -")]
    [InlineData("0 3 0 0 1 - - -\nahunter2")]
    [InlineData("01 3 0 0 1 - - -\nahunter2")]
    [InlineData("1 +3 0 0 1 - - -\nahunter2")]
    [InlineData("1 03 0 0 1 - - -\nahunter2")]
    [InlineData("1 3.0 0 0 1 - - -\nahunter2")]
    [InlineData("1 4 0 0 1 - - -\nahunter2")]
    [InlineData("1 9223372036854775808 0 0 1 - - -\nahunter2")]
    [InlineData("1 3 -1 0 1 - - -\nahunter2")]
    [InlineData("1 3 9223372036854775807 0 1 - - -\nahunter2")]
    [InlineData("1 3 0 6 1 - - -\nahunter2")]
    [InlineData("1 3 0 0 2 - - -\nahunter2")]
    [InlineData("1 3 0 0 99 - - -\nahunter2")]
    [InlineData("1 3 0 0 4294967297 - - -\nahunter2")]
    [InlineData("1 3 0 0 1 99 - -\nahunter2")]
    [InlineData("1 3 0 0 1 - 99 -\nahunter2")]
    [InlineData("1 3 0 0 1 - - - \nahunter2")]
    [InlineData("1 3 0 0 1 - - abc\nahunter2")]
    [InlineData("1 3 0 0 1 - -\nahunter2")]
    [InlineData("1 3 0 0 1 - - -\nbhunter2")]
    public async Task A_bad_row_refuses_the_image(string content)
    {
        var cache = await StartAsync();
        await PoisonAsync(Field, content);
        await AssertRefusedAsync(cache, Field);
    }

    [Fact]
    public async Task A_row_that_is_no_text_refuses_the_image()
    {
        var cache = await StartAsync();
        await Redis.HashSetAsync(ImageKey, Field, (byte[])[.. "1 3 0 0 1 - - -\na"u8, 0xFF, 0xFE]);
        await AssertRefusedAsync(cache, Field);
    }

    [Fact]
    public async Task A_field_that_is_no_row_refuses_the_image()
    {
        var cache = await StartAsync();
        await PoisonAsync("a", Secret);
        await AssertRefusedAsync(cache, "a");
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task A_value_that_is_too_large_refuses_the_image(RedisWriteMode writes)
    {
        var cache = await StartAsync(writes);
        await PoisonAsync(Field, "1 3 0 0 1 - - -\na" + new string('x', (64 * 1024) + 1));
        await AssertRefusedAsync(cache, Field);
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task An_image_that_is_too_large_is_refused_before_it_is_sent(RedisWriteMode writes)
    {
        var cache = await StartAsync(writes);
        await PoisonAsync("o:large", new string('x', 17 * 1024 * 1024));
        await AssertRefusedAsync(cache, "o:large");
    }

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task Too_many_fields_are_refused_before_they_are_sent(RedisWriteMode writes)
    {
        var cache = await StartAsync(writes);
        foreach (var part in Enumerable.Range(0, 20_100).Chunk(5000))
        {
            await Redis.HashSetAsync(ImageKey, [.. part.Select(static number => new HashEntry($"o:{number}", "x"))]);
        }

        await AssertRefusedAsync(cache, "*");
    }

    [Fact]
    public async Task A_key_that_is_no_hash_is_refused_and_replaced()
    {
        var cache = await StartAsync();
        await Redis.StringSetAsync(ImageKey, Secret);
        await AssertRefusedAsync(cache, ImageKey);
    }

    [Fact]
    public async Task A_row_of_a_later_format_is_not_used_and_not_destroyed()
    {
        var cache = await StartAsync();
        await PoisonAsync(Field, "2 whatever\n");
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await cache.ReadAsync(Cancellation));
        Assert.Equal(Position(3), await cache.ReadPositionAsync(Cancellation));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await cache.PutAsync(Image(3), Cancellation));
        Assert.Equal("2 whatever\n", await Redis.HashGetAsync(ImageKey, Field));
    }

    [Fact]
    public async Task Fields_of_the_head_that_a_later_version_adds_do_no_harm()
    {
        var cache = await StartAsync();
        await PoisonAsync("_later", "something");
        Assert.Equal("1", (await cache.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    [Fact]
    public async Task A_refused_image_that_somebody_else_has_replaced_stays()
    {
        var cache = await StartAsync();
        await PoisonAsync(Field, Secret);
        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await cache.ReadAsync(Cancellation));
        await Redis.KeyDeleteAsync(ImageKey);
        var other = Image(9, Row("a", "9", 9));
        await Open().PutAsync(other, Cancellation);
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await cache.PutAsync(Image(3), Cancellation));
        Assert.Equal("9", (await cache.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    [Fact]
    public async Task A_value_too_large_for_readers_is_never_written()
    {
        var row = Row("a", new string('x', (64 * 1024) + 1), 1);
        var error = await Assert.ThrowsAsync<OptionStoreException>(async () => await Open().PutAsync(Image(1, row), Cancellation));
        Assert.Equal("a", error.Key);
        Assert.False(await Redis.KeyExistsAsync(ImageKey));
    }

    [Fact]
    public async Task An_image_too_large_for_readers_is_never_written()
    {
        var value = new string('x', 60 * 1024);
        var image = Image(1, [.. Enumerable.Range(0, 300).Select(number => Row($"k{number}", value, 1))]);
        await Assert.ThrowsAsync<OptionStoreException>(async () => await Open().PutAsync(image, Cancellation));
        Assert.False(await Redis.KeyExistsAsync(ImageKey));
    }

    [Theory]
    [InlineData("9223372036854775807", 0)]
    [InlineData("17", 17)]
    [InlineData("0000000000000000017", 17)]
    public async Task A_forged_message_is_a_bounded_hint(string message, long heard)
    {
        var signals = new System.Collections.Concurrent.ConcurrentQueue<long>();
        await using var watch = await Open().WatchAsync(signals.Enqueue, Cancellation);
        await Redis.PublishAsync(RedisChannel.Literal(Channel), message);
        await UntilAsync(() => Task.FromResult(signals.Contains(heard)));
    }

    [Fact]
    public async Task A_message_that_is_no_revision_is_not_heard()
    {
        var signals = new System.Collections.Concurrent.ConcurrentQueue<long>();
        await using var watch = await Open().WatchAsync(signals.Enqueue, Cancellation);
        foreach (var message in (string[])["hunter2", "-5", "0", "", " 5", "5 ", "1e3", "99999999999999999999", new string('9', 100_000)])
        {
            await Redis.PublishAsync(RedisChannel.Literal(Channel), message);
        }

        // In order on one connection: whoever hears this has had the others before.
        await Redis.PublishAsync(RedisChannel.Literal(Channel), "7");
        await UntilAsync(() => Task.FromResult(signals.Contains(7)));
        Assert.Equal([7], signals.Where(static revision => revision != 0));
    }

    private async Task<RedisOptionCache> StartAsync(RedisWriteMode writes = RedisWriteMode.Scripts)
    {
        var cache = Open(Settings(writes: writes));
        await cache.PutAsync(Image(3, Row("a", "1", 3), Row("b", "2", 2)), Cancellation);
        return cache;
    }

    private Task PoisonAsync(string field, string? content) =>
        content is null ? Redis.HashDeleteAsync(ImageKey, field) : Redis.HashSetAsync(ImageKey, field, content);

    private async Task AssertRefusedAsync(RedisOptionCache cache, string field)
    {
        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await cache.ReadAsync(Cancellation));
        Assert.Contains(field, error.Problem, StringComparison.Ordinal);
        Assert.Contains(ImageKey, error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);

        // To the sync it is no image, and the next repair replaces it.
        Assert.Null(await cache.ReadPositionAsync(Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await cache.PutAsync(Image(3, Row("a", "1", 3)), Cancellation));
        Assert.Equal(Position(3), await cache.ReadPositionAsync(Cancellation));
        Assert.Equal("1", (await Open().ReadAsync(Cancellation))!.Find("a")!.Value);
    }
}
