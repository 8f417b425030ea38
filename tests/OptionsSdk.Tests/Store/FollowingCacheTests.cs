using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

/// <summary>What a process takes from its cache while it runs, and who judges that.</summary>
public sealed class FollowingCacheTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task Read_through_takes_a_change_from_the_cache_and_does_not_ask_the_database()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.ReadThrough);
        var asked = reader.Database.TotalCalls;

        await writer.SetAsync("foo", "2");

        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")!.Value == "2");
        Assert.Equal((asked, StoreImageSource.Cache), (reader.Database.TotalCalls, reader.Store.ImageSource));
    }

    [Fact]
    public async Task The_next_tick_confirms_what_read_through_took_and_nobody_hears_of_it_twice()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.ReadThrough);
        await writer.SetAsync("foo", "2");
        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Position == writer.Server.Head);
        var heard = 0;
        using var following = reader.Store.Subscribe((_, _) => heard++);

        await reader.TickUntilAsync(() => reader.Store.ImageSource == StoreImageSource.Database);

        Assert.Equal((0, "2"), (heard, reader.Store.Image.Find("foo")!.Value));
        Assert.Empty(reader.Log.Of(1015));
    }

    [Fact]
    public async Task Read_through_asks_the_database_where_the_cache_lacks_the_change()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.ReadThrough);
        writer.Cache.FailWrites = true;

        await writer.SetAsync("foo", "2");
        reader.Server.SignalAlways(2);

        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")!.Value == "2");
        Assert.Equal(StoreImageSource.Database, reader.Store.ImageSource);
    }

    [Fact]
    public async Task A_forged_image_lasts_until_the_database_is_asked_next()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.ReadThrough);
        var head = reader.Server.Head;
        await Forge(reader, new(head.Epoch, head.Revision + 5, Guid.NewGuid()));
        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")!.Value == "forged");

        await reader.TickUntilAsync(() => reader.Store.Image.Find("foo")!.Value == "1");

        Assert.Equal((head, StoreImageSource.Database), (reader.Store.Image.Position, reader.Store.ImageSource));
        Assert.NotEmpty(reader.Log.Of(1015));
        await reader.TickUntilAsync(() => reader.CachedPosition == reader.Server.Head);
    }

    [Fact]
    public async Task An_image_of_another_epoch_is_not_taken_before_the_database_has_spoken()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.ReadThrough);
        var heard = new List<string?>();
        using var following = reader.Store.Subscribe((_, image) => heard.Add(image.Find("foo")?.Value));

        await Forge(reader, new(9, 9, Guid.NewGuid()));
        await reader.TickUntilAsync(() => reader.CachedPosition == reader.Server.Head);

        Assert.DoesNotContain("forged", heard);
    }

    [Fact]
    public async Task The_standard_mode_asks_the_database_for_every_change()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.Standard);
        reader.Cache.IsTrusted = true;

        await writer.SetAsync("foo", "2");

        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")!.Value == "2");
        Assert.Equal(StoreImageSource.Database, reader.Store.ImageSource);
    }

    [Fact]
    public async Task During_an_outage_of_the_database_a_trusted_cache_is_followed()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.Standard);
        reader.Cache.IsTrusted = true;
        reader.Database.FailReads = true;
        await writer.SetAsync("foo", "2");

        await reader.TickUntilAsync(() => reader.Store.Image.Find("foo")!.Value == "2");
        await writer.SetAsync("foo", "3");
        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")!.Value == "3");

        Assert.Equal(StoreImageSource.Cache, reader.Store.ImageSource);
        Assert.Single(reader.Log.Of(1025));
        reader.Database.FailReads = false;
        await reader.TickUntilAsync(() => reader.Store.ImageSource == StoreImageSource.Database);
        Assert.Equal("3", reader.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task A_hiccup_of_the_database_is_no_outage()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.Standard);
        reader.Cache.IsTrusted = true;
        var reads = 0;
        reader.Database.BeforeRead = () => ++reads <= 2 ? throw new IOException("The test says so.") : Task.CompletedTask;
        await writer.SetAsync("foo", "2");

        await reader.TickUntilAsync(() => reader.Store.Image.Find("foo")!.Value == "2");

        Assert.Equal(StoreImageSource.Database, reader.Store.ImageSource);
    }

    [Theory]
    [InlineData(OptionCacheMode.Standard, false)]
    [InlineData(OptionCacheMode.NotifyOnly, true)]
    public async Task During_an_outage_no_other_cache_is_followed(OptionCacheMode mode, bool isTrusted)
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, mode);
        reader.Cache.IsTrusted = isTrusted;
        var asked = 0;
        reader.Database.BeforeRead = () =>
        {
            asked++;
            throw new IOException("The test says so.");
        };
        await writer.SetAsync("foo", "2");

        await reader.TickUntilAsync(() => asked >= 8);

        Assert.Equal("1", reader.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task An_answer_that_is_older_than_the_caches_image_does_not_judge_it()
    {
        await using var writer = new OptionStoreFixture();
        await using var reader = await FollowAsync(writer, OptionCacheMode.ReadThrough);
        using var gate = new ReadGate(reader.Database);
        var pull = reader.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        await writer.SetAsync("foo", "2");
        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")!.Value == "2");
        var revisions = new List<long>();
        using var following = reader.Store.Subscribe((_, image) => revisions.Add(image.Position.Revision));

        gate.Open();

        Assert.Equal("2", (await pull).Find("foo")!.Value);
        Assert.Empty(revisions);
        Assert.Equal(StoreImageSource.Database, reader.Store.ImageSource);
        Assert.Empty(reader.Log.Of(1015));
    }

    [Fact]
    public async Task A_start_takes_the_caches_image_while_the_database_is_slow()
    {
        await using var writer = new OptionStoreFixture();
        await writer.SetAsync("foo", "1");
        await using var reader = new OptionStoreFixture(writer.Server, new(writer.Cache.Inner), time: writer.Time);
        using var gate = new ReadGate(reader.Database);
        var start = reader.Store.StartAsync(Token).AsTask();

        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo")?.Value == "1");

        Assert.Equal(StoreImageSource.Cache, reader.Store.ImageSource);
        gate.Open();
        await start;
        Assert.Equal(StoreImageSource.Database, reader.Store.ImageSource);
    }

    [Fact]
    public async Task Signals_that_bring_nothing_do_not_keep_asking_the_database()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        var asked = fixture.Database.ReadCalls;

        for (var i = 0; i < 200; i++)
        {
            fixture.Server.SignalAlways(1_000_000 + i);
            await Task.Yield();
        }

        await OptionStoreFixture.UntilAsync(() => fixture.Database.ReadCalls > asked);
        fixture.Server.SignalAlways(2_000_000);
        await Task.Delay(50, Token);
        // The clock stands still: the first question was answered with nothing, so the next waits.
        Assert.InRange(fixture.Database.ReadCalls - asked, 1, 2);

        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(200), () => fixture.Store.Image.Find("foo") is not null);
    }

    private static async Task<OptionStoreFixture> FollowAsync(OptionStoreFixture writer, OptionCacheMode mode)
    {
        await writer.SetAsync("foo", "1");
        // The database is another connection, so that its calls are the reader's own; only the cache tells of changes.
        writer.Server.LosesSignals = true;
        var reader = new OptionStoreFixture(
            writer.Server,
            new(writer.Cache.Inner) { Mode = mode },
            new() { FullReconcileInterval = TimeSpan.FromDays(30), CacheTimeout = TimeSpan.FromSeconds(30) },
            writer.Time);
        await reader.Store.StartAsync(Token);
        // The worker takes over when the start has ended; what it does first is to listen.
        await OptionStoreFixture.UntilAsync(() => reader.CachedPosition == writer.Server.Head);
        return reader;
    }

    private static async Task Forge(OptionStoreFixture fixture, StorePosition position)
    {
        var row = new StoreRow("foo", "forged", position.Revision, DateTime.UnixEpoch, "nobody", OptionChannel.Unknown, null);
        await fixture.Cache.Inner.PutAsync(StoreImage.From(position, [row]), Token);
        fixture.Server.SignalAlways(position.Revision);
    }
}
