using System.Collections.Concurrent;
using System.Collections.Immutable;
using OptionsSdk.Generated;
using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store.Fakes;
using OptionsSdk.Tests.Store.LastKnownGood;

namespace OptionsSdk.Tests.Expiry;

/// <summary>Which value is in force when the database has not confirmed it for long (spec 2.7).</summary>
public sealed class ExpiryTests
{
    private static readonly TimeSpan Instant = AgeingProcess.Instant;
    private static readonly TimeSpan Minute = AgeingProcess.Minute;

    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_value_gives_way_to_the_default_when_it_was_not_confirmed_for_longer_than_its_limit()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"), ("age.boxed", "[5]"));
        process.Time.Advance(Minute);
        Assert.Equal((5, 5), (process.Options.Minute, process.Options.Boxed[0]));
        process.Time.Advance(Instant);
        Assert.Equal((1, 1), (process.Options.Minute, process.Options.Boxed[0]));
    }

    [Fact]
    public async Task A_value_returns_when_the_database_has_confirmed_it()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"), ("age.boxed", "[5]"));
        process.Time.Advance(2 * Minute);
        Assert.Equal((1, 1), (process.Options.Minute, process.Options.Boxed[0]));
        await process.ConfirmAsync();
        Assert.Equal((5, 5), (process.Options.Minute, process.Options.Boxed[0]));
    }

    [Fact]
    public async Task A_value_that_returned_expires_again()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        await process.ConfirmAsync();
        process.Time.Advance(Minute);
        Assert.Equal(5, process.Options.Minute);
        process.Time.Advance(Instant);
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task Each_confirmation_puts_the_moment_off()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        for (var turn = 0; turn < 10; turn++)
        {
            process.Time.Advance(Minute - Instant);
            Assert.Equal(5, process.Options.Minute);
            await process.ConfirmAsync();
        }

        process.Time.Advance(Minute + Instant);
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task What_was_written_elsewhere_meanwhile_is_read_and_the_expired_value_never_again()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        var changes = Changes(process);
        await process.StoreAsync(("age.minute", "6"));
        Assert.Equal(6, process.Options.Minute);
        await ManagerFixture.UntilAsync(() => !changes.IsEmpty);
        Assert.Equal((1, 6), Values(Assert.Single(changes)));
    }

    [Fact]
    public async Task Handlers_hear_of_expiry_and_return_as_of_any_change()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        var changes = Changes(process);
        process.Time.Advance(2 * Minute);
        await process.ConfirmAsync();
        await ManagerFixture.UntilAsync(() => changes.Count == 2);
        var (expired, returned) = (changes.First(), changes.Last());
        Assert.Equal(((5, 1), OptionSource.Store, OptionSource.Default), (Values(expired), expired.OldSource, expired.NewSource));
        Assert.Equal(((1, 5), OptionSource.Default, OptionSource.Store), (Values(returned), returned.OldSource, returned.NewSource));
    }

    [Fact]
    public async Task Settings_are_in_force_in_place_of_an_expired_value()
    {
        await using var process = new AgeingProcess(settings: new ReloadableSettings().With(("age.minute", "7")));
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        Assert.Equal((7, OptionSource.Disk), (process.Options.Minute, process.Manager.Explain("age.minute").Source));
    }

    [Fact]
    public async Task Settings_that_are_reloaded_do_not_bring_an_expired_value_back()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        process.Settings.Replace(("age.minute", "7"));
        Assert.Equal(7, process.Options.Minute);
        process.Settings.Replace();
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task Settings_that_win_in_any_case_do_not_expire()
    {
        await using var process = new AgeingProcess(settings: new ReloadableSettings().With(("age.on-disk", "7")));
        await process.StoreAsync(("age.on-disk", "5"));
        var changes = Changes(process);
        process.Time.Advance(2 * Minute);
        Assert.Equal(7, process.Options.OnDisk);
        await process.StoreAsync(("age.free", "2"));
        await ManagerFixture.UntilAsync(() => !changes.IsEmpty);
        Assert.Equal("age.free", Assert.Single(changes).Option.Key);
    }

    [Fact]
    public async Task A_pin_does_not_expire()
    {
        var settings = new OptionManagerSettings { ReadEnvironment = static name => name == "OPTIONSSDK_PIN" ? """{"age.minute":9}""" : null };
        await using var process = new AgeingProcess(managerSettings: settings);
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        Assert.Equal(9, process.Options.Minute);
    }

    [Fact]
    public async Task An_override_does_not_expire()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        using (process.Manager.Override(AgeingOptions.Keys.Minute, 9))
        {
            process.Time.Advance(2 * Minute);
            Assert.Equal(9, process.Options.Minute);
        }

        Assert.Equal(1, process.Options.Minute);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Setting_the_wall_clock_changes_nothing(int direction)
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Jump = TimeSpan.FromDays(direction);
        process.Time.Advance(Minute);
        Assert.Equal((5, StoreState.Stale), (process.Options.Minute, process.Store.State));
        process.Time.Advance(Instant);
        Assert.Equal((1, StoreState.Expired), (process.Options.Minute, process.Store.State));
        process.Time.Jump = TimeSpan.Zero;
        await process.ConfirmAsync();
        Assert.Equal((5, StoreState.Fresh), (process.Options.Minute, process.Store.State));
    }

    [Fact]
    public async Task Two_limits_pass_one_after_the_other_by_one_timer()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"), ("age.hour", "\"stored\""));
        Assert.Equal(1, process.Time.Timers);
        process.Time.Advance(2 * Minute);
        Assert.Equal((1, "stored"), (process.Options.Minute, process.Options.Hour));
        process.Time.Advance(60 * Minute);
        Assert.Equal((1, "default"), (process.Options.Minute, process.Options.Hour));
        Assert.Equal(1, process.Time.Timers);
    }

    [Fact]
    public async Task A_process_without_limits_has_no_timer_and_keeps_its_values_for_ever()
    {
        await using var process = new AgeingProcess(registry: new OptionRegistry().Add<TestOptions>());
        await process.StoreAsync(("test.port", "99"));
        process.Time.Advance(TimeSpan.FromDays(1000));
        Assert.Equal((0, 99), (process.Time.Timers, process.Manager.Group<TestOptions>().Port));
        Assert.Equal(StoreState.Stale, process.Store.State);
    }

    [Fact]
    public async Task Options_without_a_limit_stay_when_others_expire()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"), ("age.free", "5"));
        process.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 5), (process.Options.Minute, process.Options.Free));
    }

    [Fact]
    public async Task An_option_that_keeps_its_last_value_is_served_on()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.kept", "5"));
        process.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((5, OptionSource.Store), (process.Options.Kept, process.Manager.Explain("age.kept").Source));
    }

    [Fact]
    public async Task A_limit_longer_than_timers_know_holds()
    {
        await using var process = new AgeingProcess(registry: new());
        var key = process.Manager.Register("late.year", 1, maxStaleness: TimeSpan.FromDays(365), onExpired: OnExpired.UseDefault);
        await process.StoreAsync(("late.year", "5"));
        process.Time.Advance(TimeSpan.FromDays(364));
        Assert.Equal(5, process.Manager.Get(key));
        process.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, process.Manager.Get(key));
    }

    [Fact]
    public async Task Snapshots_hold_what_was_in_force()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        var before = process.Options.Snapshot();
        process.Time.Advance(2 * Minute);
        Assert.Equal((5, 1), (before.Minute, process.Options.Snapshot().Minute));
    }

    [Fact]
    public async Task A_stored_value_that_expired_is_set_still_and_has_its_revision()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        Assert.Equal((true, 1L), (process.Manager.IsSet("age.minute"), process.Manager.GetRevision("age.minute")));
    }

    [Fact]
    public async Task An_option_that_is_declared_on_demand_after_its_limit_never_shows_the_expired_value()
    {
        var table = new OptionGroupTable(AgeingOptions.__Keys + TestOptions.__Keys, 2, static number => number == 0 ? OptionGroupEntry.Of<AgeingOptions>() : OptionGroupEntry.Of<TestOptions>());
        var registry = new OptionRegistry();
        registry.Add(table);
        await using var process = new AgeingProcess(registry: registry, managerSettings: new() { DeclareOnDemand = true });
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        Assert.Equal(0, process.Time.Timers);
        Assert.Equal(1, process.Options.Minute);
        await process.ConfirmAsync();
        Assert.Equal(5, process.Options.Minute);
    }

    [Fact]
    public async Task An_option_that_is_declared_on_demand_within_its_limit_expires_in_time()
    {
        var registry = new OptionRegistry();
        registry.Add(new OptionGroupTable(AgeingOptions.__Keys, 1, static _ => OptionGroupEntry.Of<AgeingOptions>()));
        await using var process = new AgeingProcess(registry: registry, managerSettings: new() { DeclareOnDemand = true });
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(Minute);
        Assert.Equal(5, process.Options.Minute);
        process.Time.Advance(Instant);
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task An_option_with_a_shorter_limit_that_comes_later_does_not_wait_for_the_others()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("late.short", "5"));
        var key = process.Manager.Register("late.short", 1, maxStaleness: TimeSpan.FromSeconds(30), onExpired: OnExpired.UseDefault);
        process.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(5, process.Manager.Get(key));
        process.Time.Advance(Instant);
        Assert.Equal(1, process.Manager.Get(key));
        Assert.Equal(1, process.Time.Timers);
    }

    [Fact]
    public async Task An_option_that_was_unregistered_expires_no_more()
    {
        await using var process = new AgeingProcess(registry: new());
        process.Manager.Register("late.short", 1, maxStaleness: TimeSpan.FromSeconds(30));
        await process.ConfirmAsync();
        process.Manager.Unregister("late.short");
        process.Time.Advance(Minute);
        Assert.Equal((0, StoreState.Stale), (process.Manager.ExpiredOptions.Count, process.Store.State));
    }

    [Fact]
    public async Task An_answer_confirms_the_moment_of_its_question()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Database.AfterRead = () =>
        {
            process.Database.AfterRead = null;
            process.Time.Advance(Minute + Instant);
            return Task.CompletedTask;
        };
        await process.ConfirmAsync();
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task A_confirmation_that_comes_while_a_value_expires_is_not_missed()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));

        // The first question for the time is that of the timer, and it is answered after the confirmation by what was known before.
        process.Time.OnNextTimestamp = () => process.ConfirmAsync().GetAwaiter().GetResult();
        process.Time.Advance(2 * Minute);
        Assert.Equal((5, 0), (process.Options.Minute, process.Manager.ExpiredOptions.Count));
    }

    [Fact]
    public async Task A_process_reads_its_own_write_of_an_expired_option_without_a_pull()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"), ("age.boxed", "[5]"));
        process.Time.Advance(2 * Minute);
        process.Database.FailReads = true;
        var result = await process.Manager.SetAsync(AgeingOptions.Keys.Minute, 6, cancellationToken: Token);
        Assert.Equal((true, 6, 5), (result.LocallyVisible, process.Options.Minute, process.Options.Boxed[0]));
    }

    [Fact]
    public async Task A_write_that_finds_nothing_to_change_confirms_as_well()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(2 * Minute);
        var result = await process.Manager.DeleteAsync("age.free", cancellationToken: Token);
        Assert.Equal((false, 5), (result.Changed, process.Options.Minute));
    }

    [Fact]
    public async Task A_write_on_top_of_what_this_process_has_not_seen_confirms_nothing()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Database.CommitDirectly(new StoreWrite("age.minute", "6"));
        process.Time.Advance(2 * Minute);
        process.Database.FailReads = true;
        var result = await process.Manager.SetAsync(AgeingOptions.Keys.Free, 6, cancellationToken: Token);
        Assert.Equal((false, 1), (result.LocallyVisible, process.Options.Minute));
    }

    [Fact]
    public async Task A_write_confirms_the_moment_before_it()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Database.AfterCommit = _ =>
        {
            process.Time.Advance(Minute + Instant);
            return Task.CompletedTask;
        };
        await process.Manager.SetAsync(AgeingOptions.Keys.Free, 6, cancellationToken: Token);
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task What_a_cache_brought_counts_from_the_making_of_the_store()
    {
        var cache = new MemoryOptionCache();
        await using var other = new AgeingProcess(cache: new(cache));
        await other.StoreAsync(("age.minute", "5"));
        await cache.PutAsync(other.Store.Image, Token);

        await using var process = new AgeingProcess(cache: new(cache));
        process.Database.FailReads = true;
        process.Time.Advance(TimeSpan.FromSeconds(20));
        await process.Store.StartAsync(Token);
        await ManagerFixture.UntilAsync(() => process.Options.Minute == 5);
        process.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal((5, StoreState.Stale), (process.Options.Minute, process.Store.State));
        process.Time.Advance(Instant);
        Assert.Equal((1, StoreState.Expired), (process.Options.Minute, process.Store.State));
    }

    [Fact]
    public async Task What_a_last_known_good_file_brought_counts_from_the_making_of_the_store_however_old_the_file_is()
    {
        using var folder = new StateFolder();
        var server = new FakeDatabaseServer();
        await using (var before = new AgeingProcess(server, storeSettings: new() { LastKnownGoodFile = folder.FilePath }))
        {
            await before.Store.StartAsync(Token);
            await before.Manager.SetAsync(AgeingOptions.Keys.Minute, 5, cancellationToken: Token);
        }

        await using var process = new AgeingProcess(server, storeSettings: new() { LastKnownGoodFile = folder.FilePath });
        process.Time.Jump = TimeSpan.FromDays(1);
        process.Database.FailReads = true;
        await process.Store.StartAsync(Token);
        Assert.Equal((5, StoreImageSource.LastKnownGood), (process.Options.Minute, process.Store.ImageSource));
        process.Time.Advance(Minute);
        Assert.Equal(5, process.Options.Minute);
        process.Time.Advance(Instant);
        Assert.Equal(1, process.Options.Minute);
    }

    [Fact]
    public async Task An_image_that_is_followed_without_the_database_confirms_nothing()
    {
        var server = new FakeDatabaseServer();
        var cache = new MemoryOptionCache();
        await using var other = new AgeingProcess(server, new(cache));
        await other.StoreAsync(("age.minute", "5"));
        await using var process = new AgeingProcess(server, new FaultyCache(cache));
        await process.ConfirmAsync();
        process.Time.Advance(Minute + Instant);
        await other.StoreAsync(("age.minute", "6"), ("age.free", "6"));
        await cache.PutAsync(other.Store.Image, Token);
        await process.Store.TryFollowCacheAsync(2, Token);
        Assert.Equal((6, 1), (process.Options.Free, process.Options.Minute));
    }

    [Fact]
    public async Task What_is_frozen_does_not_expire()
    {
        await using var process = new AgeingProcess(storeSettings: new() { ReadEnvironment = static name => name == "OPTIONSSDK_FREEZE" ? "1" : null });
        await process.StoreAsync(("age.minute", "5"));
        process.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((5, StoreState.Frozen, 0), (process.Options.Minute, process.Store.State, process.Manager.ExpiredOptions.Count));
    }

    [Fact]
    public async Task A_disposed_manager_has_no_timer_and_keeps_its_values()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Manager.Dispose();
        process.Time.Advance(2 * Minute);
        await process.ConfirmAsync();
        process.Time.Advance(2 * Minute);
        Assert.Equal((0, 5), (process.Time.Timers, process.Options.Minute));
    }

    [Fact]
    public async Task Reads_take_the_fast_way_before_and_after_and_ask_no_clock()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"), ("age.boxed", "[5]"));
        Assert.True(process.IsFast(0));
        process.Time.Advance(2 * Minute);
        var options = process.Options;
        var asked = process.Time.Asked;
        Read(options);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var sum = Read(options);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.Equal((2_000, asked), (sum, process.Time.Asked));
        Assert.True(process.IsFast(0));

        static int Read(AgeingOptions options)
        {
            var sum = 0;
            for (var turn = 0; turn < 1000; turn++)
            {
                sum += options.Minute + options.Boxed[0];
            }

            return sum;
        }
    }

    private static ConcurrentQueue<OptionChange> Changes(AgeingProcess process)
    {
        var changes = new ConcurrentQueue<OptionChange>();
        _ = process.Manager.OnChange(changes.Enqueue);
        return changes;
    }

    private static (int Old, int New) Values(OptionChange change) => change is OptionChange<int> typed ? (typed.OldValue, typed.NewValue) : default;
}
