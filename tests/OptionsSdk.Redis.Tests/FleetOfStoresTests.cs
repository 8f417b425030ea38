using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OptionsSdk.EntityFrameworkCore;
using OptionsSdk.Sqlite;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Tests;

/// <summary>Stores that tell each other where they stand.</summary>
public sealed class FleetOfStoresTests(Servers servers) : RedisTest(servers)
{
    private readonly InMemoryDatabaseRoot _root = new();

    [Theory]
    [InlineData(RedisWriteMode.Scripts)]
    [InlineData(RedisWriteMode.Transactions)]
    public async Task Users_of_EF_Core_wait_for_their_fleet_through_Redis(RedisWriteMode writes)
    {
        await using var one = OpenStore("one", writes);
        await using var two = OpenStore("two", writes);
        await one.StartAsync(Cancellation);
        await two.StartAsync(Cancellation);
        await UntilAsync(async () => (await one.ReadFleetAsync(0, Cancellation)).Nodes.Length == 2);

        var written = await one.WriteAsync(
            new(Guid.NewGuid(), [new("mail.port", "25")], OptionChannel.Cli, "ops", null, DateTime.UtcNow), Cancellation);
        var report = await one.WaitForFleetAsync(written.Position.Revision, TimeSpan.FromMinutes(1), Cancellation);
        Assert.True(report.IsComplete);
        Assert.Equal(["one", "two"], report.Nodes.Select(node => node.Name));
        Assert.Equal("25", two.Image.Find("mail.port")!.Value);

        await two.DisposeAsync();
        Assert.Equal("one", Assert.Single((await one.ReadFleetAsync(0, Cancellation)).Nodes).Name);
    }

    [Fact]
    public async Task A_database_that_can_hold_what_processes_say_is_preferred_to_Redis()
    {
        using var folder = new OptionsSdk.Servers.TemporaryFolder();
        await using var store = new OptionStore(
            new SqliteOptionDatabase($"Data Source={folder["options.db"]}", new() { Namespace = Namespace }), Open(), new() { NodeName = "one" });
        await store.StartAsync(Cancellation);
        await UntilAsync(async () => (await store.ReadFleetAsync(0, Cancellation)).Nodes.Length == 1);
        Assert.False(await Redis.KeyExistsAsync($"opt:{{{Namespace}}}:n"));
    }

    private OptionStore OpenStore(string name, RedisWriteMode writes) => new(
        EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseInMemoryDatabase("options", _root), new() { Namespace = Namespace }),
        Open(Settings(writes: writes)),
        new() { NodeName = name, CacheTimeout = Servers.Patience });
}
