using OptionsSdk.Concurrency.Tests.Exploration;
using OptionsSdk.Store;

namespace OptionsSdk.Concurrency.Tests.Scenarios;

/// <summary>The single flight of pulls, under every schedule that the explorer finds.</summary>
public sealed class PullFlightTests
{
    private const int Pullers = 3;

    [Fact]
    public void A_wanted_revision_is_never_lost_and_pulls_never_overlap() => Schedules.Explore(WantedRevisions, isEveryFieldASwitch: true);

    [Fact]
    public void A_fresh_answer_is_always_asked_for_after_the_call() => Schedules.Explore(FreshAnswers);

    [Fact]
    public void A_failing_pull_wakes_everybody_and_only_its_starter_gets_the_failure() => Schedules.Explore(FailingPull);

    [Fact]
    public void One_who_stops_waiting_does_not_disturb_the_others() => Schedules.Explore(Cancellation);

    private static async Task WantedRevisions()
    {
        var source = new CountingSource();
        var flight = new PullFlight(source.PullAsync);
        await Flows.RunAsync(Pullers, async () =>
        {
            var wanted = source.Commit();
            var image = await flight.JoinAsync(wanted, CancellationToken.None);
            Assert.True(image.Position.Revision >= wanted, $"Wanted {wanted}, got {image.Position.Revision}.");
        });
        Assert.InRange(source.Pulls, 1, Pullers);
    }

    private static async Task FreshAnswers()
    {
        var source = new CountingSource();
        var flight = new PullFlight(source.PullAsync);
        await Flows.RunAsync(Pullers, async () =>
        {
            var committed = source.Commit();
            var image = await flight.NextAsync(CancellationToken.None);
            Assert.True(image.Position.Revision >= committed, $"Committed {committed}, got {image.Position.Revision}.");
        });
        Assert.InRange(source.Pulls, 1, Pullers);
    }

    private static async Task FailingPull()
    {
        var source = new CountingSource { Failures = 1 };
        var flight = new PullFlight(source.PullAsync);
        var failures = 0;
        await Flows.RunAsync(Pullers, async () =>
        {
            var wanted = source.Commit();
            try
            {
                var image = await flight.JoinAsync(wanted, CancellationToken.None);
                Assert.True(image.Position.Revision >= wanted, $"Wanted {wanted}, got {image.Position.Revision}.");
            }
            catch (TimeoutException)
            {
                Interlocked.Increment(ref failures);
            }
        });
        Assert.Equal(1, failures);
        Assert.True((await flight.JoinAsync(Pullers, CancellationToken.None)).Position.Revision >= Pullers);
    }

    private static async Task Cancellation()
    {
        var source = new CountingSource();
        var flight = new PullFlight(source.PullAsync);
        using var cancellation = new CancellationTokenSource();
        await Flows.RunAsync(
            async () =>
            {
                try
                {
                    await flight.JoinAsync(source.Commit(), cancellation.Token);
                }
                catch (OperationCanceledException)
                {
                    // One of the two ways it may end.
                }
            },
            async () =>
            {
                var wanted = source.Commit();
                Assert.True((await flight.JoinAsync(wanted, CancellationToken.None)).Position.Revision >= wanted);
            },
            () => cancellation.CancelAsync());
        Assert.InRange(source.Pulls, 1, 2);
    }

    /// <summary>A database that only counts, and notices when two ask it at once.</summary>
    private sealed class CountingSource
    {
        private long _head;
        private int _asking;
        private int _pulls;

        public int Failures { get; init; }

        public int Pulls => Volatile.Read(ref _pulls);

        public long Commit() => Interlocked.Increment(ref _head);

        public async Task<StoreImage> PullAsync()
        {
            Assert.Equal(1, Interlocked.Increment(ref _asking));
            var number = Interlocked.Increment(ref _pulls);
            await Task.Yield();
            var head = Volatile.Read(ref _head);
            await Task.Yield();
            Interlocked.Decrement(ref _asking);
            return number <= Failures ? throw new TimeoutException() : StoreImage.From(new(1, head, Guid.Empty), []);
        }
    }
}
