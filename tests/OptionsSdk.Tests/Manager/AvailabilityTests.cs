namespace OptionsSdk.Tests.Manager;

public sealed class AvailabilityTests
{
    [Fact]
    public async Task A_million_typed_reads_touch_neither_database_nor_cache_and_allocate_nothing()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(80, cancellationToken: ManagerFixture.Token);
        fixture.Database.FailReads = fixture.Database.FailWrites = true;
        fixture.Cache.FailReads = fixture.Cache.FailWrites = true;
        var (calls, options) = (fixture.Database.TotalCalls, fixture.Options);
        long sum = options.Port + options.Host.Length;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000_000; i++)
        {
            sum += options.Port + options.Host.Length + (options.Enabled ? 1 : 0) + (long)options.Ratio + options.Names.Length + options.Timeout.Seconds;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(calls, fixture.Database.TotalCalls);
        Assert.Equal(89L + (1_000_000L * (80 + 9 + 0 + 0 + 1 + 5)), sum);
    }

    [Fact]
    public async Task Reads_go_on_while_the_store_is_disposed()
    {
        var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(80, cancellationToken: ManagerFixture.Token);
        using var ended = new CancellationTokenSource();
        var wrong = 0;
        var reader = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                wrong += fixture.Options.Port == 80 && fixture.Options.Snapshot().Port == 80 ? 0 : 1;
            }
        },
        ManagerFixture.Token);
        await fixture.DisposeAsync();
        Assert.Equal((80, "localhost"), (fixture.Options.Port, fixture.Options.Host));
        Assert.Equal("80", fixture.Manager.GetText("test.port"));
        await ended.CancelAsync();
        await reader;
        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task A_value_written_during_an_outage_elsewhere_arrives_afterwards()
    {
        await using var fixture = new ManagerFixture();
        await using var other = fixture.Another();
        other.Database.FailReads = true;
        await fixture.Options.SetPortAsync(80, cancellationToken: ManagerFixture.Token);
        await Assert.ThrowsAnyAsync<Exception>(async () => await other.Store.PullAsync(cancellationToken: ManagerFixture.Token));
        Assert.Equal(25, other.Options.Port);
        other.Database.FailReads = false;
        await other.Store.PullAsync(cancellationToken: ManagerFixture.Token);
        Assert.Equal(80, other.Options.Port);
    }

    [Fact]
    public async Task Concurrent_writers_of_one_process_leave_every_reader_on_the_last_revision()
    {
        await using var fixture = new ManagerFixture();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await fixture.Options.SetPortAsync(1 + (writer * 50) + i, cancellationToken: ManagerFixture.Token);
            }
        },
        ManagerFixture.Token)));
        Assert.Equal(fixture.Server.Rows["test.port"].Value, fixture.Options.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(400, fixture.Store.Image.Position.Revision);
        Assert.Equal(fixture.Options.Port, fixture.Options.Snapshot().Port);
    }
}
