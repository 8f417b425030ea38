namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    private const int Writers = 8;
    private const int CommitsPerWriter = 12;

    [Fact]
    public async Task Revisions_of_concurrent_writers_have_no_gaps_and_no_doubles()
    {
        IOptionDatabase[] stores = [await OpenAsync(), await OpenAsync(), await OpenAsync()];

        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var mine = new List<StoreDelta>();
                for (var number = 0; number < CommitsPerWriter; number++)
                {
                    mine.Add((await SetAsync(stores[writer % stores.Length], $"w{writer}", $"{number}")).Delta);
                }

                return mine;
            },
            Cancellation)));

        Assert.All(results, mine => Assert.Equal(mine.Select(delta => delta.To.Revision).Order(), mine.Select(delta => delta.To.Revision)));
        var chain = results.SelectMany(mine => mine).OrderBy(delta => delta.To.Revision).ToList();
        Assert.Equal(Enumerable.Range(1, Writers * CommitsPerWriter).Select(number => (long)number), chain.Select(delta => delta.To.Revision));
        for (var index = 1; index < chain.Count; index++)
        {
            Assert.Equal(chain[index - 1].To, chain[index].From);
        }

        var image = await ReadImageAsync(await OpenAsync());
        Assert.Equal(chain[^1].To, image.Position);
        Assert.All(image.Rows.Values, row => Assert.Equal($"{CommitsPerWriter - 1}", row.Value));
    }

    [Fact]
    public async Task Of_concurrent_writers_with_the_same_expectation_exactly_one_succeeds()
    {
        IOptionDatabase[] stores = [await OpenAsync(), await OpenAsync()];
        await SetAsync(stores[0], "counter", "0");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (var done = 0; done < 10;)
                {
                    var store = stores[writer % stores.Length];
                    var row = (await store.ReadRowAsync("counter", Cancellation)).Row!;
                    var next = int.Parse(row.Value!, System.Globalization.CultureInfo.InvariantCulture) + 1;
                    var result = await store.CommitAsync(
                        Commit(new StoreWrite("counter", $"{next}", row.Revision)), Cancellation);
                    done += result.Outcome == StoreCommitOutcome.Committed ? 1 : 0;
                }
            },
            Cancellation)));

        Assert.Equal("40", (await ReadImageAsync(await OpenAsync())).Find("counter")!.Value);
    }

    [Fact]
    public async Task A_poller_that_follows_by_deltas_misses_no_commit()
    {
        IOptionDatabase[] stores = [await OpenAsync(), await OpenAsync()];
        var reader = await OpenAsync();
        var image = await ReadImageAsync(reader);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                for (var number = 0; number < CommitsPerWriter; number++)
                {
                    await SetAsync(stores[writer % stores.Length], $"w{writer}.k{number}", "1");
                    if (number % 3 == 2)
                    {
                        await DeleteAsync(stores[writer % stores.Length], $"w{writer}.k{number}");
                    }
                }
            },
            Cancellation)));

        bool finished;
        do
        {
            finished = writing.IsCompleted;
            var delta = await reader.ReadAsync(image.Position, Cancellation);
            Assert.False(delta.IsFull);
            Assert.True(delta.Rows.All(row => row.Revision > delta.From.Revision && row.Revision <= delta.To.Revision));
            image = image.Apply(delta)!;
            Assert.NotNull(image);
        }
        while (!finished);

        await writing;
        var full = await ReadImageAsync(await OpenAsync());
        Assert.Equal(full.Position, image.Position);
        AssertSameRows(full.Rows.Values, image.Rows.Values);
        Assert.Equal(Writers * CommitsPerWriter * 2 / 3, image.Rows.Count);
    }

    [Fact]
    public async Task Several_writes_of_one_commit_are_never_seen_apart()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await writer.CommitAsync(Commit(new("left", "0"), new("right", "0")), Cancellation);
        var writing = Task.Run(
            async () =>
            {
                for (var number = 1; number <= 40; number++)
                {
                    await writer.CommitAsync(Commit(new("left", $"{number}"), new("right", $"{number}")), Cancellation);
                }
            },
            Cancellation);

        bool finished;
        do
        {
            finished = writing.IsCompleted;
            var image = await ReadImageAsync(reader);
            Assert.Equal(image.Find("left")!.Value, image.Find("right")!.Value);
            Assert.Equal(image.Position.Revision, image.Find("left")!.Revision);
            var read = await reader.ReadRowAsync("left", Cancellation);
            Assert.Equal(read.Position.Revision, read.Row!.Revision);
        }
        while (!finished);

        await writing;
    }
}
