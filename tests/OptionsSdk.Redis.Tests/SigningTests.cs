using OptionsSdk.Errors;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>What signatures keep from whoever can write to Redis and lacks the key.</summary>
public sealed class SigningTests(Servers servers) : RedisTest(servers)
{
    private static string Field => OptionCacheKey.For("a");

    [Fact]
    public async Task Deltas_are_signed_as_images_are()
    {
        var writer = await StartAsync();
        Assert.Equal(CacheApplyOutcome.Applied, await writer.ApplyAsync(Delta(3, 4, Row("a", "4", 4), Row("b", null, 4)), Cancellation));
        var image = await Open(Settings(key: Keys.First)).ReadAsync(Cancellation);
        Assert.Equal("4", image!.Find("a")!.Value);
        Assert.Null(image.Find("b"));
    }

    [Fact]
    public async Task Whoever_has_not_seen_the_image_puts_a_whole_one()
    {
        await StartAsync();
        var other = Open(Settings(key: Keys.First));
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await other.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation));
        await other.ReadAsync(Cancellation);
        Assert.Equal(CacheApplyOutcome.Applied, await other.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation));
        Assert.Equal("4", (await Open(Settings(key: Keys.First)).GetAsync("a", Cancellation)).Row!.Value);
    }

    [Fact]
    public async Task An_unsigned_image_is_refused()
    {
        await Open().PutAsync(Image(3, Row("a", "1", 3)), Cancellation);
        await AssertRefusedAsync("_sig");
    }

    [Fact]
    public async Task An_image_signed_with_another_key_is_refused()
    {
        await Open(Settings(key: Keys.Second)).PutAsync(Image(3, Row("a", "1", 3)), Cancellation);
        await AssertRefusedAsync("_sig");
    }

    [Fact]
    public async Task A_changed_value_is_refused()
    {
        await StartAsync();
        var row = (string)(await Redis.HashGetAsync(ImageKey, Field))!;
        await Redis.HashSetAsync(ImageKey, Field, row[..^1] + "9");
        await AssertRefusedAsync(Field);
    }

    [Fact]
    public async Task A_missing_row_is_refused()
    {
        await StartAsync();
        await Redis.HashDeleteAsync(ImageKey, Field);
        await AssertRefusedAsync("_dig");
    }

    [Fact]
    public async Task An_old_row_in_a_newer_image_is_refused()
    {
        var writer = await StartAsync();
        var old = await Redis.HashGetAsync(ImageKey, Field);
        await writer.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation);
        await Redis.HashSetAsync(ImageKey, Field, old);
        await AssertRefusedAsync("_dig");
    }

    [Fact]
    public async Task A_deleted_row_that_comes_back_is_refused()
    {
        var writer = await StartAsync();
        var old = await Redis.HashGetAsync(ImageKey, Field);
        await writer.ApplyAsync(Delta(3, 4, Row("a", null, 4)), Cancellation);
        await Redis.HashSetAsync(ImageKey, Field, old);
        await AssertRefusedAsync("_dig");
    }

    [Theory]
    [InlineData("_epoch", "0000000000000000002")]
    [InlineData("_rev", "0000000000000000004")]
    [InlineData("_tok", "00000000000000000000000000000000")]
    [InlineData("_dig", "AAAA")]
    [InlineData("_sig", "AAAA")]
    [InlineData("_sig", "ÄÄ")]
    [InlineData("_dig", null)]
    [InlineData("_sig", null)]
    public async Task A_changed_head_is_refused_by_reader_and_tick(string field, string? content)
    {
        await StartAsync();
        await (content is null ? Redis.HashDeleteAsync(ImageKey, field) : Redis.HashSetAsync(ImageKey, field, content));
        Assert.Null(await Open(Settings(key: Keys.First)).ReadPositionAsync(Cancellation));
        await AssertRefusedAsync("_sig");
    }

    [Fact]
    public async Task An_image_of_another_namespace_is_refused()
    {
        await StartAsync();
        var other = Servers.NewNamespace();
        await Redis.KeyCopyAsync(ImageKey, $"opt:{{{other}}}:s");
        var cache = Open(new() { Namespace = other, SigningKey = Keys.First, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience });
        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await cache.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_key_is_answered_only_from_an_image_that_is_whole()
    {
        var writer = await StartAsync();
        await Redis.HashDeleteAsync(ImageKey, OptionCacheKey.For("b"));
        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await writer.GetAsync("a", Cancellation));
    }

    [Fact]
    public async Task A_delta_over_a_changed_row_does_not_sign_the_change()
    {
        var writer = await StartAsync();
        var row = (string)(await Redis.HashGetAsync(ImageKey, Field))!;
        await Redis.HashSetAsync(ImageKey, Field, row[..^1] + "9");
        await writer.ApplyAsync(Delta(3, 4, Row("b", "4", 4)), Cancellation);
        await AssertRefusedAsync(Field);
    }

    [Fact]
    public async Task Keys_can_be_changed_without_losing_the_image()
    {
        await StartAsync();
        var next = Open(Settings(key: Keys.Second, previousKey: Keys.First));
        Assert.Equal("1", (await next.ReadAsync(Cancellation))!.Find("a")!.Value);

        // Rows of both keys stand beside each other now.
        Assert.Equal(CacheApplyOutcome.Applied, await next.ApplyAsync(Delta(3, 4, Row("b", "4", 4)), Cancellation));
        var before = Open(Settings(key: Keys.First, previousKey: Keys.Second));
        Assert.Equal("4", (await before.ReadAsync(Cancellation))!.Find("b")!.Value);
        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await Open(Settings(key: Keys.Second)).ReadAsync(Cancellation));
    }

    [Fact]
    public async Task An_unsigned_delta_takes_the_signature_away()
    {
        await StartAsync();
        Assert.Equal(CacheApplyOutcome.Applied, await Open().ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation));
        Assert.Equal([RedisValue.Null, RedisValue.Null], await Redis.HashGetAsync(ImageKey, ["_dig", "_sig"]));
        await AssertRefusedAsync("_sig");
    }

    [Fact]
    public void Signatures_and_the_users_word_are_what_makes_images_trusted()
    {
        Assert.False(Open().IsTrusted);
        Assert.True(Open(Settings(key: Keys.First)).IsTrusted);
        Assert.True(Open(new() { TrustRedis = true }).IsTrusted);
        Assert.False(Open(new() { TrustRedis = true, Mode = OptionCacheMode.NotifyOnly }).IsTrusted);
    }

    private async Task<RedisOptionCache> StartAsync()
    {
        var cache = Open(Settings(key: Keys.First));
        await cache.PutAsync(Image(3, Row("a", "1", 3), Row("b", "2", 2)), Cancellation);
        return cache;
    }

    private async Task AssertRefusedAsync(string field)
    {
        var cache = Open(Settings(key: Keys.First));
        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await cache.ReadAsync(Cancellation));
        Assert.Contains($"The field {field} ", error.Problem, StringComparison.Ordinal);
        Assert.Null(await cache.ReadPositionAsync(Cancellation));
        await cache.PutAsync(Image(5, Row("a", "5", 5)), Cancellation);
        Assert.Equal("5", (await cache.ReadAsync(Cancellation))!.Find("a")!.Value);
    }
}
