using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Managers that hear too little.</summary>
public sealed class FollowingTests(SharedServer shared) : PostgreSqlTests(shared)
{
    [Fact]
    public async Task A_deaf_node_sees_every_change_by_its_ticks_deletions_included()
    {
        var writer = await OpenAsync();
        var store = Own(new OptionStore(
            new PostgreSqlOptionDatabase(Shared.ConnectionString(), new() { Schema = Schema, Listen = false }),
            settings: new() { SyncInterval = TimeSpan.FromMilliseconds(100) }));
        using var manager = new OptionManager(new OptionRegistry(), store);
        var key = manager.Register("mail.port", 25);
        await store.StartAsync(Cancellation);

        for (var number = 1; number <= 20; number++)
        {
            var isDeletion = number % 5 == 0;
            await writer.CommitAsync(Commit(new StoreWrite("mail.port", isDeletion ? null : $"{number}")), Cancellation);
            await UntilAsync(() => manager.Get(key) == (isDeletion ? 25 : number));
        }

        Assert.Equal(await writer.ReadAsync(store.Image.Position, Cancellation) is { IsEmpty: true } delta ? delta.To : default, store.Image.Position);
    }

    [Fact]
    public async Task A_node_whose_listening_connection_is_in_a_black_hole_catches_up_without_a_tick()
    {
        await using var proxy = new TcpProxy(Shared.Server.Port);
        var log = new ListLogger();
        var writer = await OpenAsync();
        var database = Make(
            settings: new()
            {
                Schema = Schema,
                ListenConnectionString = $"{Shared.Server.ConnectionString(port: proxy.Port)};Timeout=1",
                ListenKeepAlive = TimeSpan.FromSeconds(1),
            },
            logger: log);
        var store = Own(new OptionStore(
            database,
            settings: new() { SyncInterval = TimeSpan.FromHours(10) }));
        using var manager = new OptionManager(new OptionRegistry(), store);
        var key = manager.Register("mail.port", 25);
        await store.StartAsync(Cancellation);

        // What a listener tells of once it stands must not come as late as the writes below.
        await UntilAsync(() => database.Listener.ProcessId != 0);
        await SetAsync(writer, "mail.port", "1");
        await UntilAsync(() => manager.Get(key) == 1);
        var changes = new List<int>();
        using var following = manager.OnChange(key, change => { lock (changes) { changes.Add(change.NewValue); } });

        proxy.Swallow();
        await SetAsync(writer, "mail.port", "2");
        await SetAsync(writer, "mail.port", "3");
        await UntilAsync(() => log.Count(5430) == 1);
        Assert.Equal(1, manager.Get(key));
        proxy.Pass();
        proxy.Cut();

        await UntilAsync(() => manager.Get(key) == 3);
        await UntilAsync(() => { lock (changes) { return changes is [.., 3]; } });
        Assert.Equal(3, Assert.Single(changes));
    }

    [Fact]
    public async Task Forged_notifications_cost_a_manager_questions_and_no_value()
    {
        var writer = await OpenAsync();
        var store = Own(new OptionStore(
            new PostgreSqlOptionDatabase(Shared.ConnectionString(), new() { Schema = Schema }), settings: new() { SyncInterval = TimeSpan.FromHours(10) }));
        using var manager = new OptionManager(new OptionRegistry(), store);
        var key = manager.Register("mail.port", 25);
        await store.StartAsync(Cancellation);
        await SetAsync(writer, "mail.port", "1");
        await UntilAsync(() => manager.Get(key) == 1);
        var position = store.Image.Position;

        await SqlAsync($"select pg_notify('{Channel}', (1000 + n)::text) from generate_series(1, 500) n");
        await SqlAsync($"select pg_notify('{Channel}', p) from unnest(array['', 'x', '-1', '2e3', '99999999999999999999']) p");

        await SetAsync(writer, "mail.port", "2");
        await UntilAsync(() => manager.Get(key) == 2);
        Assert.Equal(position.Revision + 1, store.Image.Position.Revision);
        Assert.Null(store.LastError);
    }
}
