namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    [Fact]
    public async Task Initialising_again_changes_nothing()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var before = await ReadImageAsync(database);

        await database.InitializeAsync(Cancellation);
        var other = await OpenAsync();

        var after = await ReadImageAsync(other);
        Assert.Equal(before.Position, after.Position);
        AssertSameRows(before.Rows.Values, after.Rows.Values);
    }

    [Fact]
    public async Task Several_stores_initialise_one_database_at_once()
    {
        var databases = Enumerable.Range(0, 6).Select(_ => OpenRaw()).ToList();

        await Task.WhenAll(databases.Select(database => Task.Run(async () => await database.InitializeAsync(Cancellation), Cancellation)));

        for (var index = 0; index < databases.Count; index++)
        {
            Assert.Equal(index + 1, (await SetAsync(databases[index], "a", $"{index}")).Delta.To.Revision);
        }

        Assert.Equal("5", (await ReadImageAsync(databases[0])).Find("a")!.Value);
    }

    [Fact]
    public async Task A_disposed_store_says_so_at_every_door()
    {
        var database = await OpenAsync();

        await database.DisposeAsync();
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.InitializeAsync(Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.ReadAsync(StorePosition.Origin, Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.ReadRowAsync("a", Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.ReadRowsWrittenSinceAsync(Noon, Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.CommitAsync(Commit(new StoreWrite("a", "1")), Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.FindChangeAsync(Guid.NewGuid(), Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.ReadHistoryAsync("a", 1, Cancellation));
    }

    [Fact]
    public async Task Disposing_one_store_does_not_disturb_another()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        await SetAsync(first, "a", "1");

        await first.DisposeAsync();

        await SetAsync(second, "b", "2");
        Assert.Equal(["1", "2"], Values(await ReadImageAsync(second), "a", "b"));
    }

    [Fact]
    public async Task A_store_has_a_name() => Assert.NotEmpty((await OpenAsync()).Name);
}
