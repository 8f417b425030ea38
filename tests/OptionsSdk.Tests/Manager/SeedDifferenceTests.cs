using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Manager;

/// <summary>Statements of the seed that are met in another way, or differ on purpose, and that no other suite names.</summary>
public sealed class SeedDifferenceTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public void S3_differs_the_name_of_a_cached_entry_carries_no_version_of_a_backend() => Assert.StartsWith("o:", OptionCacheKey.For("foo"), StringComparison.Ordinal);

    [Fact]
    public async Task S12_differs_a_boolean_is_no_integer()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetAsync("test.port", true, cancellationToken: Token));
        Assert.Equal(OptionErrorIds.WrongType, error.Id);
        await fixture.StoreRawAsync("test.port", "true");
        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public void S16_differs_a_default_cannot_be_changed_by_who_gave_or_read_it()
    {
        var manager = new OptionManager(new OptionRegistry());
        var codec = OptionCodecs.List(OptionCodecs.Of<string>());
        var given = new List<string> { "a" };
        var key = manager.Register<IReadOnlyList<string>>("list", given, codec: codec);
        given.Add("b");
        var read = manager.Get(key);
        Assert.False(read is string[] or List<string>);
        Assert.ThrowsAny<NotSupportedException>(() => ((IList<string>)read)[0] = "changed");
        Assert.Equal(["a"], manager.Get(key));
    }

    [Fact]
    public void S28_differs_never_stored_and_store_only_together_are_refused()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(new OptionRegistry()).Register("foo", 1, OptionFlags.NoStore | OptionFlags.StoreOnly));
        Assert.Equal(OptionErrorIds.InvalidFlags, error.Id);
    }

    [Fact]
    public async Task S40_differs_the_process_holds_all_values_so_that_reads_ask_nobody()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "443");
        var calls = fixture.Database.TotalCalls;
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(443, fixture.Manager.Get<int>("test.port"));
            Assert.Equal("localhost", fixture.Options.Host);
        }

        Assert.Equal(calls, fixture.Database.TotalCalls);
    }

    [Fact]
    public async Task S41_differs_a_value_has_the_same_type_and_text_from_database_cache_and_memory()
    {
        await using var fixture = new ManagerFixture();
        var codec = OptionCodecs.Dictionary(OptionCodecs.Of<int>(), OptionCodecs.Of<double>());
        var key = fixture.Manager.Register<IReadOnlyDictionary<int, double>>("boost", new Dictionary<int, double>(), codec: codec);
        await fixture.Manager.SetAsync(key, new Dictionary<int, double> { [8001] = 1, [7001] = 0.15 }, cancellationToken: Token);
        var written = fixture.Manager.GetJson("boost");
        await using var other = fixture.Another();
        await other.Store.PullAsync(cancellationToken: Token);
        other.Manager.Register<IReadOnlyDictionary<int, double>>("boost", new Dictionary<int, double>(), codec: codec);
        Assert.Equal(0.15, other.Manager.Get(key)[7001]);
        Assert.Equal(written, other.Manager.GetJson("boost"));
        Assert.Equal(written, (await fixture.Store.GetAsync("boost", Token)).Row!.Value);
        Assert.Equal(written, fixture.Server.Rows["boost"].Value);
    }

    [Fact]
    public async Task S42_cached_values_do_not_expire()
    {
        var cache = new MemoryOptionCache();
        await cache.PutAsync(StoreImage.From(new(1, 1, Guid.NewGuid()), [new("foo", "1", 1, DateTime.UnixEpoch, null, OptionChannel.Unknown, null)]), Token);
        Assert.Equal(CacheLookupKind.Hit, (await cache.GetAsync("foo", Token)).Kind);
    }

    [Fact]
    public async Task S67_a_read_always_answers()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.FailReads = fixture.Database.FailWrites = fixture.Cache.FailReads = fixture.Cache.FailWrites = true;
        await fixture.Store.StartAsync(Token);
        foreach (var option in fixture.Manager.All)
        {
            Assert.NotNull(fixture.Manager.GetJson(option.Key));
        }
    }

    [Fact]
    public async Task S68_S69_no_interleaving_of_typed_reads_and_writes_leaves_a_stale_value()
    {
        await using var fixture = new ManagerFixture();
        await using var other = fixture.Another();
        await other.Store.StartAsync(Token);
        for (var i = 1; i <= 50; i++)
        {
            await fixture.Options.SetPortAsync(i, cancellationToken: Token);
            await (i % 3 == 0 ? fixture.Options.DeletePortAsync(cancellationToken: Token) : other.Options.SetPortAsync(i + 1000, cancellationToken: Token));
        }

        var expected = fixture.Server.Rows["test.port"] is { IsDeleted: false } row ? int.Parse(row.Value!, System.Globalization.CultureInfo.InvariantCulture) : 25;
        await fixture.Store.PullAsync(cancellationToken: Token);
        await other.Store.PullAsync(cancellationToken: Token);
        Assert.Equal((expected, expected), (fixture.Options.Port, other.Options.Port));
    }
}
