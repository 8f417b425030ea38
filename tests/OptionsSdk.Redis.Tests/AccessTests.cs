using System.Runtime.CompilerServices;
using OptionsSdk.Redis.Connections;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>What a Redis user must be allowed, and what becomes of the configuration.</summary>
public sealed class AccessTests(Servers servers) : RedisTest(servers)
{
    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task The_rights_that_the_page_lists_are_enough(RedisWriteMode writes)
    {
        var rights = Rights(writes);
        var user = $"options-{Namespace}";
        await Redis.ExecuteAsync("ACL", ["SETUSER", user, "on", ">hunter2", .. rights]);
        var settings = Settings(writes: writes);
        var cache = Open(settings, $"{Address},user={user},password=hunter2");
        var reader = Open(settings, $"{Address},user={user},password=hunter2");
        var heard = new System.Collections.Concurrent.ConcurrentQueue<long>();
        await using (await reader.WatchAsync(heard.Enqueue, Cancellation))
        {
            await cache.PutAsync(Image(3, Row("a", "3", 3)), Cancellation);
            Assert.Equal(CacheApplyOutcome.Applied, await cache.ApplyAsync(Delta(3, 4, Row("a", null, 4), Row("b", "4", 4)), Cancellation));
            await UntilAsync(() => Task.FromResult(heard.Contains(4)));
        }

        Assert.Equal("4", (await reader.ReadAsync(Cancellation))!.Find("b")!.Value);
        Assert.Equal(CacheLookupKind.Absent, (await reader.GetAsync("a", Cancellation)).Kind);
        Assert.Equal(Position(4), await reader.ReadPositionAsync(Cancellation));
        await Redis.HashSetAsync(ImageKey, "bad", "bad");
        await Assert.ThrowsAsync<Errors.OptionStoreCorruptException>(async () => await reader.ReadAsync(Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await reader.PutAsync(Image(4), Cancellation));
        await reader.ClearAsync(Cancellation);
        Assert.Null(await cache.ReadPositionAsync(Cancellation));

        var node = new FleetNode(Guid.NewGuid(), "one", Position(4), StoreState.Fresh, [], DateTime.UnixEpoch);
        await cache.ReportAsync(node, TimeSpan.FromMinutes(1), Cancellation);
        await reader.ReportAsync(node with { Id = Guid.NewGuid() }, TimeSpan.FromMinutes(1), Cancellation);
        await cache.LeaveAsync(node.Id, Cancellation);
        Assert.Single(await reader.ReadNodesAsync(Cancellation));

        var hint = Open(Settings(OptionCacheMode.NotifyOnly, writes), $"{Address},user={user},password=hunter2");
        Assert.Equal(CacheApplyOutcome.Applied, await hint.PutAsync(Image(9), Cancellation));
    }

    [Fact]
    public async Task A_right_that_is_missing_is_said_without_arguments()
    {
        var user = $"nobody-{Namespace}";
        await Redis.ExecuteAsync("ACL", "SETUSER", user, "on", ">hunter2", "-@all", "+ping", "+echo");
        var cache = Open(configuration: $"{Address},user={user},password=hunter2");
        var error = await Assert.ThrowsAsync<Errors.OptionStoreUnavailableException>(async () => await cache.ReadPositionAsync(Cancellation));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("refused a command (NOPERM)", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_tells_the_server_and_no_password()
    {
        await using var cache = new RedisOptionCache("redis.example:6380,other:6381,ssl=true,user=me,password=hunter2");
        Assert.Equal("Redis redis.example:6380, other:6381", cache.Name);
        Assert.Equal(cache.Name, cache.ToString());
    }

    [Theory]
    [InlineData("host,password=hunter2,nonsense=hunter2")]
    [InlineData("host,connectTimeout=hunter2")]
    [InlineData("password=hunter2")]
    public void A_configuration_that_cannot_be_read_is_not_quoted(string configuration)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new RedisOptionCache(configuration));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_of_our_own_fails_fast_and_keeps_what_the_user_said()
    {
        var options = RedisConnection.Parse("host:6380,ssl=true,sslHost=name,abortConnect=true,connectTimeout=700,user=me,password=hunter2");
        Assert.False(options.AbortOnConnectFail);
        Assert.Same(BacklogPolicy.FailFast, options.BacklogPolicy);
        Assert.Equal(5, options.KeepAlive);
        Assert.True(options.Ssl);
        Assert.Equal("name", options.SslHost);
        Assert.Equal(700, options.ConnectTimeout);
        Assert.Equal("hunter2", options.Password);
        Assert.Equal(9, RedisConnection.Parse("host,keepAlive=9").KeepAlive);
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RedisOptionCache("host", new() { Namespace = "{x}" }));
        Assert.Throws<ArgumentException>(() => new RedisOptionCache("host", new() { SigningKey = new byte[31] }));
        Assert.Throws<ArgumentException>(() => new RedisOptionCache("host", new() { PreviousSigningKey = new byte[32] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RedisOptionCache("host", new() { CommandTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RedisOptionCache("host", new() { Mode = (OptionCacheMode)9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RedisOptionCache("host", new() { WriteMode = (RedisWriteMode)9 }));
    }

    /// <summary>The rights as the page of the package gives them to people.</summary>
    private static string[] Rights(RedisWriteMode writes, [CallerFilePath] string path = "")
    {
        var page = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(path)!, "../../src/OptionsSdk.Redis/README.md"));
        var prefix = writes == RedisWriteMode.Scripts ? "ACL SETUSER options on >" : "ACL SETUSER options-without-scripts on >";
        return page.Single(line => line.StartsWith(prefix, StringComparison.Ordinal)).Split(' ')[5..];
    }
}
