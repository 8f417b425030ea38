using OptionsSdk.Sqlite;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Tests;

/// <summary>Two stores on one database and one Redis, whose sync is too slow to help.</summary>
public sealed class PropagationTests(Servers servers) : RedisTest(servers)
{
    [Theory]
    [InlineData(OptionCacheMode.Standard)]
    [InlineData(OptionCacheMode.NotifyOnly)]
    public async Task A_write_becomes_visible_elsewhere_by_the_signal_alone(OptionCacheMode mode)
    {
        using var folder = new OptionsSdk.Servers.TemporaryFolder();
        await using var first = OpenStore(folder, mode);
        await using var second = OpenStore(folder, mode);
        await first.StartAsync(Cancellation);
        await second.StartAsync(Cancellation);
        for (var number = 1; number <= 5; number++)
        {
            var result = await first.WriteAsync(
                new(Guid.NewGuid(), [new("mail.port", $"{number}")], OptionChannel.Cli, "ops", null, DateTime.UtcNow), Cancellation);
            Assert.True(result.CacheUpdated);
            await UntilAsync(() => Task.FromResult(second.Image.Find("mail.port")?.Value == $"{number}"));
        }
    }

    [Fact]
    public async Task A_cold_process_starts_from_Redis_while_the_database_is_away()
    {
        using var folder = new OptionsSdk.Servers.TemporaryFolder();
        await using (var first = OpenStore(folder, OptionCacheMode.Standard))
        {
            await first.StartAsync(Cancellation);
            await first.WriteAsync(new(Guid.NewGuid(), [new("mail.port", "25")], OptionChannel.Cli, "ops", null, DateTime.UtcNow), Cancellation);
        }

        await using var cold = new OptionStore(new SqliteOptionDatabase($"Data Source={folder["missing/options.db"]}", new() { Namespace = Namespace }), Open());
        await cold.StartAsync(Cancellation);
        await UntilAsync(() => Task.FromResult(cold.Image.Find("mail.port")?.Value == "25"));
        Assert.Equal(StoreImageSource.Cache, cold.ImageSource);
    }

    private OptionStore OpenStore(OptionsSdk.Servers.TemporaryFolder folder, OptionCacheMode mode) => new(
        // The file tells of changes as well, but not within the time of a test.
        new SqliteOptionDatabase($"Data Source={folder["options.db"]}", new() { Namespace = Namespace, PollInterval = TimeSpan.FromHours(1) }),
        Open(Settings(mode)),
        new() { SyncInterval = TimeSpan.FromHours(10), CacheTimeout = Servers.Patience });
}
