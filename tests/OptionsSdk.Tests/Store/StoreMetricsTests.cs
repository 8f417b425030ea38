using System.Diagnostics.Metrics;

namespace OptionsSdk.Tests.Store;

public sealed class StoreMetricsTests
{
    private static readonly AsyncLocal<List<string>?> Mine = new();

    [Fact]
    public async Task Installs_pulls_cache_failures_and_mismatches_are_counted()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OptionsSdk")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            Mine.Value?.Add($"{instrument.Name} {count} {string.Join(",", tags.ToArray().Where(tag => tag.Key is not ("database" or "store")).Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();

        // Tests that run beside this one use the same meter; the fakes answer at once, on this flow.
        var mine = new List<string>();
        Mine.Value = mine;
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        await fixture.SetAsync("foo", "2");
        fixture.Cache.FailWrites = true;
        await fixture.SetAsync("foo", "3");
        fixture.Server.EditByHand("foo", "4");
        fixture.Database.FailReads = true;
        await Assert.ThrowsAnyAsync<Errors.OptionStoreException>(async () => await fixture.Store.PullAsync(0, OptionStoreFixture.Token));
        fixture.Database.FailReads = false;
        await fixture.Store.ReconcileAsync(cancellationToken: OptionStoreFixture.Token);
        Mine.Value = null;

        Assert.Equal(
            [
                "options.store.installs 1 source=pull",
                "options.store.pulls 1 result=ok",
                "options.store.installs 1 source=write",
                "options.store.installs 1 source=write",
                "options.store.cache_failures 1 operation=update",
                "options.store.pulls 1 result=failed",
                "options.store.pulls 1 result=ok",
                "options.store.installs 1 source=reconcile",
                "options.store.reconcile_mismatches 1 ",
                "options.store.cache_failures 1 operation=repair",
            ],
            mine);
    }
}
