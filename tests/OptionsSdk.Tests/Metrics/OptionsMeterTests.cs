using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Metrics;

public sealed class OptionsMeterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Tests that run beside these use the same meter; the fakes answer at once, on the flow of the test.
    private static readonly AsyncLocal<Action<string>?> OnMeasurement = new();

    [Fact]
    public async Task All_instruments_are_of_one_meter_and_begin_alike()
    {
        var meters = new ConcurrentDictionary<Meter, byte>();
        var names = new ConcurrentDictionary<string, byte>();
        using var listener = Listen(instrument =>
        {
            meters.TryAdd(instrument.Meter, 0);
            names.TryAdd(instrument.Name, 0);
        });
        await using var fixture = new ManagerFixture();
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: ManagerFixture.Token);

        Assert.Single(meters);
        Assert.All(names.Keys, name => Assert.StartsWith("options.", name, StringComparison.Ordinal));
        Assert.Superset(
            new HashSet<string>
            {
                "options.changes",
                "options.invalid_values",
                "options.store.installs",
                "options.store.pulls",
                "options.store.cache_failures",
                "options.store.reconcile_mismatches",
            },
            new HashSet<string>(names.Keys));
    }

    [Fact]
    public async Task Changes_and_values_that_do_not_fit_are_counted()
    {
        using var listener = Listen();
        await using var fixture = new ManagerFixture();
        await fixture.Store.PullAsync(cancellationToken: ManagerFixture.Token);
        var seen = new List<string>();
        OnMeasurement.Value = seen.Add;

        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: ManagerFixture.Token);
        await fixture.StoreRawAsync("test.port", "\"broken\"");
        OnMeasurement.Value = null;

        Assert.Equal(
            ["options.store.installs 1", "options.changes 1", "options.store.installs 1", "options.invalid_values 1", "options.store.pulls 1"],
            seen);
    }

    [Fact]
    public async Task A_listener_that_throws_breaks_neither_writes_nor_installs_nor_events()
    {
        using var listener = Listen();
        await using var fixture = new ManagerFixture();
        var changes = new ConcurrentQueue<string>();
        using var subscription = fixture.Manager.OnChange(change => changes.Enqueue(change.Key));
        OnMeasurement.Value = name => throw new InvalidOperationException(name);
        fixture.Cache.FailWrites = true;

        var result = await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: ManagerFixture.Token);
        await fixture.StoreRawAsync("test.host", "\"elsewhere\"");
        await fixture.StoreRawAsync("test.port", "\"broken\"");
        OnMeasurement.Value = null;

        Assert.True(result.LocallyVisible);
        Assert.Equal((99, "elsewhere"), (fixture.Options.Port, fixture.Options.Host));
        await ManagerFixture.UntilAsync(() => changes.Count == 2);
    }

    [Fact]
    public async Task A_listener_may_wait_for_another_thread_that_uses_store_and_manager()
    {
        using var listener = Listen();
        await using var fixture = new ManagerFixture();
        var added = 0;
        var answers = new List<bool>();
        OnMeasurement.Value = _ =>
        {
            Task other;
            using (ExecutionContext.SuppressFlow())
            {
                other = Task.Run(() =>
                {
                    fixture.Store.Subscribe((_, _) => { }).Dispose();
                    fixture.Manager.Register($"added.option-{Interlocked.Increment(ref added)}", 1);
                });
            }

            answers.Add(other.Wait(Patience));
        };

        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: ManagerFixture.Token);
        OnMeasurement.Value = null;

        Assert.Contains(true, answers);
        Assert.DoesNotContain(false, answers);
    }

    private static MeterListener Listen(Action<Instrument>? onPublished = null)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OptionsSdk")
                {
                    onPublished?.Invoke(instrument);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => OnMeasurement.Value?.Invoke($"{instrument.Name} {count}"));
        listener.Start();
        return listener;
    }
}
