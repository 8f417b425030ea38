using OptionsSdk.Concurrency.Tests.Exploration;
using OptionsSdk.Store;

namespace OptionsSdk.Concurrency.Tests.Scenarios;

/// <summary>Installs, reloads, registrations and disposal at once, over the real manager and store.</summary>
public sealed class PublishTests
{
    [Fact]
    public void A_late_publish_never_takes_back_a_newer_one_and_readers_never_run_back() => Schedules.Explore(TwoPublishers);

    [Fact]
    public void A_pull_a_reload_and_a_registration_at_once_are_all_kept() => Schedules.Explore(PullReloadAndRegister);

    [Fact]
    public void Two_reloads_at_once_end_with_the_settings_in_force() => Schedules.Explore(TwoReloads);

    [Fact]
    public void A_writer_reads_its_own_write() => Schedules.Explore(TwoWriters);

    [Fact]
    public void Disposal_during_an_install_leaves_all_words_readable() => Schedules.Explore(Disposal);

    private static async Task TwoPublishers()
    {
        await using var process = new RaceProcess();
        await Flows.RunAsync(
            () => process.FollowAsync(process.Commit()),
            () => process.FollowAsync(process.Commit()),
            () =>
            {
                process.RequireAtLeast(0);
                process.RequireAtLeast(process.Options.Number);
                return Task.CompletedTask;
            });
        process.RequireSettled(2);
    }

    private static async Task PullReloadAndRegister()
    {
        await using var process = new RaceProcess();
        process.Database.CommitDirectly(new StoreWrite("race.number", "5"));
        await Flows.RunAsync(
            async () =>
            {
                await process.Store.PullAsync();
                Assert.Equal(5, process.Options.Number);
            },
            () =>
            {
                process.Settings.Replace(("race.text", "7"), ("late.key", "9"));
                Assert.Equal("7", process.Options.Text);
                return Task.CompletedTask;
            },
            () =>
            {
                process.Manager.Register("late.key", 3);
                Assert.True(process.Manager.Get<int>("late.key") is 3 or 9);
                return Task.CompletedTask;
            });
        Assert.Equal((5, "7", 9), (process.Options.Number, process.Options.Text, process.Manager.Get<int>("late.key")));
        Assert.Equal((5, "7"), (process.Options.Snapshot().Number, process.Options.Snapshot().Text));
        Assert.Equal(1, process.Manager.Capture().Revision);
        Assert.True(process.AreWordsFast);
    }

    private static async Task TwoReloads()
    {
        await using var process = new RaceProcess();
        await Flows.RunAsync(
            () => Replace("1"),
            () => Replace("2"),
            () => process.Store.PullAsync().AsTask());
        Assert.Equal(process.Settings["race.text"], process.Options.Text);
        Assert.Equal(process.Settings["race.text"], process.Options.Snapshot().Text);
        Assert.True(process.AreWordsFast);

        Task Replace(string text)
        {
            process.Settings.Replace(("race.text", text));
            Assert.NotEqual("0", process.Options.Text);
            return Task.CompletedTask;
        }
    }

    private static async Task TwoWriters()
    {
        await using var process = new RaceProcess();
        await Flows.RunAsync(
            async () =>
            {
                await process.Options.SetNumberAsync(1);
                Assert.Equal((1, 1), (process.Options.Number, process.Options.Snapshot().Number));
            },
            async () =>
            {
                await process.Options.SetTextAsync("2");
                Assert.Equal(("2", "2"), (process.Options.Text, process.Options.Snapshot().Text));
            });
        Assert.Equal(2, process.Manager.Capture().Revision);
        Assert.True(process.AreWordsFast);
    }

    private static async Task Disposal()
    {
        await using var process = new RaceProcess();
        await Flows.RunAsync(
            async () => await process.Store.PullAsync(process.Commit()),
            () =>
            {
                process.Manager.Dispose();
                return Task.CompletedTask;
            },
            () =>
            {
                process.RequireAtLeast(0);
                return Task.CompletedTask;
            });
        var last = process.Options.Number;
        process.RequireSettled(last);
        await process.Store.PullAsync(process.Commit());
        process.RequireSettled(last);
    }
}
