using OptionsSdk.Errors;

namespace OptionsSdk.Tests.Manager;

public sealed class ChangeEventTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_change_is_told_after_the_new_value_is_visible()
    {
        await using var fixture = new ManagerFixture();
        var told = new TaskCompletionSource<(OptionChange<int> Change, int Seen)>();
        using var subscription = fixture.Manager.OnChange(TestOptions.Keys.Port, change => told.TrySetResult((change, fixture.Options.Port)));
        await fixture.Options.SetPortAsync(443, by: "ops", because: "moved", cancellationToken: Token);
        var (change, seen) = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(443, seen);
        Assert.Equal((25, 443, OptionSource.Default, OptionSource.Store), (change.OldValue, change.NewValue, change.OldSource, change.NewSource));
        Assert.Equal((1L, "ops", "moved", OptionChannel.Application), (change.Revision, change.Actor, change.Reason, change.Channel));
    }

    [Fact]
    public async Task One_event_is_raised_for_one_real_change()
    {
        await using var fixture = new ManagerFixture();
        var changes = new List<string>();
        using var subscription = fixture.Manager.OnChange(change => { lock (changes) { changes.Add($"{change.Key}={change.NewText}"); } });
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await fixture.Options.SetPortAsync(80, by: "again", cancellationToken: Token);
        await fixture.Options.SetHostAsync("localhost", cancellationToken: Token);
        await fixture.Options.DeletePortAsync(cancellationToken: Token);
        await fixture.Options.SetNoteAsync("end", cancellationToken: Token);
        await ManagerFixture.UntilAsync(() => { lock (changes) { return changes.Contains("test.note=end"); } });
        Assert.Equal(["test.port=80", "test.port=25", "test.note=end"], changes);
    }

    [Fact]
    public async Task A_settings_reload_that_changes_a_value_is_a_change()
    {
        await using var fixture = new ManagerFixture();
        var told = new TaskCompletionSource<OptionChange<int>>();
        using var subscription = fixture.Manager.OnChange(TestOptions.Keys.Port, change => told.TrySetResult(change));
        fixture.Settings.Replace(("test.port", "80"));
        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((80, OptionSource.Disk), (change.NewValue, change.NewSource));
    }

    [Fact]
    public async Task A_handler_that_throws_harms_nobody_else()
    {
        await using var fixture = new ManagerFixture();
        var told = new TaskCompletionSource();
        using var throwing = fixture.Manager.OnChange(_ => throw new InvalidOperationException("handler"));
        using var working = fixture.Manager.OnChange(_ => told.TrySetResult());
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(80, fixture.Options.Port);
        await ManagerFixture.UntilAsync(() => fixture.Log.Entries.Any(entry => entry.Id == 2100));
    }

    [Fact]
    public async Task A_handler_that_blocks_delays_neither_writes_nor_other_handlers()
    {
        await using var fixture = new ManagerFixture();
        using var release = new ManualResetEventSlim();
        var told = new TaskCompletionSource();
        using var blocking = fixture.Manager.OnChange(_ => release.Wait());
        using var working = fixture.Manager.OnChange(TestOptions.Keys.Port, change => { if (change.NewValue == 82) { told.TrySetResult(); } });
        try
        {
            // On a flow of their own, so that a write that waits for the handler fails the test and does not hang it.
            var writes = Task.Run(async () =>
            {
                foreach (var port in (int[])[80, 81, 82])
                {
                    await fixture.Options.SetPortAsync(port, cancellationToken: Token);
                }
            },
            Token);
            await writes.WaitAsync(TimeSpan.FromSeconds(30), Token);
            await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            Assert.Equal(82, fixture.Options.Port);
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public async Task A_handler_may_write_and_wait_for_its_write()
    {
        await using var fixture = new ManagerFixture();
        using var subscription = fixture.Manager.OnChange(
            TestOptions.Keys.Port, change => fixture.Options.SetHostAsync($"port-{change.NewValue}").AsTask().GetAwaiter().GetResult());
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await ManagerFixture.UntilAsync(() => fixture.Options.Host == "port-80");
    }

    [Fact]
    public async Task Events_of_a_group_are_those_of_its_options()
    {
        await using var fixture = new ManagerFixture();
        var key = fixture.Manager.Register("other", 1);
        var keys = new List<string>();
        using var subscription = fixture.Manager.OnChange<TestOptions>(change => { lock (keys) { keys.Add(change.Key); } });
        await fixture.Manager.SetAsync(key, 2, cancellationToken: Token);
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await ManagerFixture.UntilAsync(() => { lock (keys) { return keys.Count > 0; } });
        Assert.Equal(["test.port"], keys);
    }

    [Fact]
    public async Task A_disposed_subscription_is_silent()
    {
        await using var fixture = new ManagerFixture();
        var calls = 0;
        fixture.Manager.OnChange(_ => Interlocked.Increment(ref calls)).Dispose();
        var told = new TaskCompletionSource();
        using var last = fixture.Manager.OnChange(_ => told.TrySetResult());
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_change_of_a_credential_is_told_redacted_in_text()
    {
        await using var fixture = new ManagerFixture();
        var told = new TaskCompletionSource<OptionChange>();
        using var subscription = fixture.Manager.OnChange(change => told.TrySetResult(change));
        await fixture.Options.SetPasswordAsync("hunter2", cancellationToken: Token);
        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.DoesNotContain("hunter2", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_gets_every_change_in_order()
    {
        await using var fixture = new ManagerFixture();
        await using var watch = fixture.Options.WatchPort(Token).GetAsyncEnumerator(Token);
        foreach (var port in (int[])[80, 81, 82])
        {
            await fixture.Options.SetPortAsync(port, cancellationToken: Token);
        }

        var seen = new List<int>();
        while (seen.Count < 3 && await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token))
        {
            seen.Add(watch.Current.NewValue);
        }

        Assert.Equal([80, 81, 82], seen);
    }

    [Fact]
    public async Task A_slow_watch_is_bounded_and_never_loses_the_latest_value()
    {
        await using var fixture = new ManagerFixture();
        var delivered = 0;
        await using var watch = fixture.Manager.WatchAsync(TestOptions.Keys.Port, Token).GetAsyncEnumerator(Token);
        using var counter = fixture.Manager.OnChange(TestOptions.Keys.Port, _ => Interlocked.Increment(ref delivered));
        for (var port = 1000; port < 1100; port++)
        {
            await fixture.Options.SetPortAsync(port, cancellationToken: Token);
        }

        await ManagerFixture.UntilAsync(() => Volatile.Read(ref delivered) == 100);
        var seen = new List<int>();
        while ((seen.Count == 0 || seen[^1] != 1099) && await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token))
        {
            seen.Add(watch.Current.NewValue);
        }

        Assert.Equal(1099, seen[^1]);
        Assert.InRange(seen.Count, 1, 99);

        // What was lost was the oldest: behind the last gap stands everything that the watch had room for.
        var gap = Enumerable.Range(0, seen.Count).Last(index => seen[index] != (index == 0 ? 1000 : seen[index - 1] + 1));
        Assert.True(seen.Count - gap >= 16, string.Join(" ", seen));
    }

    [Fact]
    public async Task A_watch_that_is_given_up_before_its_first_change_leaves_nothing_behind()
    {
        await using var fixture = new ManagerFixture();
        var watch = GiveUp(fixture);
        for (var i = 0; i < 10 && watch.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(watch.IsAlive);
        GC.KeepAlive(fixture);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference GiveUp(ManagerFixture fixture)
        {
            var enumerator = fixture.Manager.WatchAsync(TestOptions.Keys.Port).GetAsyncEnumerator();
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return new(enumerator);
        }
    }

    [Fact]
    public async Task A_watch_ends_without_error_when_the_manager_is_disposed()
    {
        await using var fixture = new ManagerFixture();
        await using var watch = fixture.Manager.WatchAsync(TestOptions.Keys.Port, Token).GetAsyncEnumerator(Token);
        var next = watch.MoveNextAsync().AsTask();
        fixture.Manager.Dispose();
        Assert.False(await next.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task A_watch_ends_when_its_token_is_cancelled()
    {
        await using var fixture = new ManagerFixture();
        using var ended = new CancellationTokenSource();
        await using var watch = fixture.Options.WatchPort(ended.Token).GetAsyncEnumerator(Token);
        var next = watch.MoveNextAsync().AsTask();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task All_new_values_are_visible_before_the_first_event_is_raised()
    {
        await using var fixture = new ManagerFixture();
        var seen = new List<(int, string, int, string)>();
        using var probe = new MeasurementProbe("options.changes", () =>
            seen.Add((fixture.Options.Port, fixture.Options.Host, fixture.Options.Snapshot().Port, fixture.Manager.Get(TestOptions.Keys.Host))));
        fixture.Settings.Replace(("test.port", "80"), ("test.host", "relay"));
        Assert.Equal([(80, "relay", 80, "relay"), (80, "relay", 80, "relay")], seen);
    }

    [Fact]
    public async Task Each_real_change_is_counted()
    {
        await using var fixture = new ManagerFixture();
        var count = 0;
        using var probe = new MeasurementProbe("options.changes", () => count++);
        fixture.Settings.Replace(("test.port", "80"), ("test.host", "localhost"), ("test.note", "x"));
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task A_change_that_comes_from_settings_does_not_name_who_wrote_the_stored_value()
    {
        await using var fixture = new ManagerFixture();
        var told = new TaskCompletionSource<OptionChange>();
        await fixture.Options.SetPinnedAsync("stored", by: "ops", because: "moved", cancellationToken: Token);
        using var subscription = fixture.Manager.OnChange(
            TestOptions.Keys.Pinned, change => { if (change.NewSource == OptionSource.Disk) { told.TrySetResult(change); } });
        fixture.Settings.Replace(("test.pinned", "disk"));
        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((null, null, OptionChannel.Unknown), (change.Actor, change.Reason, change.Channel));
    }

    [Fact]
    public async Task Events_of_an_option_are_its_own()
    {
        await using var fixture = new ManagerFixture();
        var ports = new List<string>();
        using var subscription = fixture.Manager.OnChange(TestOptions.Keys.Port, change => { lock (ports) { ports.Add(change.ToString()); } });
        await fixture.Options.SetAdminLevelAsync(7, cancellationToken: Token);
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await ManagerFixture.UntilAsync(() => { lock (ports) { return ports.Count > 0; } });
        Assert.Equal(["test.port: 25 (Default) -> 80 (Store)"], ports);
    }

    [Fact]
    public void A_group_that_is_not_registered_cannot_be_followed()
    {
        using var manager = new OptionManager(new OptionRegistry());
        var error = Assert.Throws<OptionRegistrationException>(() => manager.OnChange<TestOptions>(_ => { }));
        Assert.Equal(OptionErrorIds.UnknownGroup, error.Id);
    }

    [Fact]
    public async Task One_handler_runs_one_event_after_the_other()
    {
        await using var fixture = new ManagerFixture();
        using var otherSeen = new ManualResetEventSlim();
        var (running, overlaps, handled) = (0, 0, 0);
        using var subscription = fixture.Manager.OnChange(TestOptions.Keys.Port, _ =>
        {
            Interlocked.Increment(ref running);

            // Until a later event has reached another handler, the second event has had its chance to come here too early.
            otherSeen.Wait();
            Interlocked.Add(ref overlaps, Volatile.Read(ref running) - 1);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref handled);
        });
        using var other = fixture.Manager.OnChange(TestOptions.Keys.Host, _ => otherSeen.Set());
        try
        {
            await ReplaceAsync(fixture, ("test.port", "80"));
            await ReplaceAsync(fixture, ("test.port", "81"));
            await ReplaceAsync(fixture, ("test.port", "81"), ("test.host", "relay"));
            await ManagerFixture.UntilAsync(() => Volatile.Read(ref handled) == 2);
        }
        finally
        {
            otherSeen.Set();
        }

        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task What_waits_for_a_handler_is_dropped_when_its_subscription_ends()
    {
        await using var fixture = new ManagerFixture();
        using var release = new ManualResetEventSlim();
        var (entered, calls, subscriptions) = (new TaskCompletionSource(), 0, new Stack<IDisposable>());
        var handler = Follow(fixture.Manager, subscriptions, _ =>
        {
            Interlocked.Increment(ref calls);
            entered.TrySetResult();
            release.Wait();
        });
        try
        {
            await ReplaceAsync(fixture, ("test.port", "80"));
            await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            await ReplaceAsync(fixture, ("test.port", "81"));
            subscriptions.Pop().Dispose();
        }
        finally
        {
            release.Set();
        }

        // Nobody holds the handler any more: nobody will call it.
        await UntilForgottenAsync(handler);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_watch_gets_the_changes_of_its_own_option_only()
    {
        await using var fixture = new ManagerFixture();
        await using var watch = fixture.Options.WatchPort(Token).GetAsyncEnumerator(Token);
        await fixture.Options.SetAdminLevelAsync(7, cancellationToken: Token);
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal(80, watch.Current.NewValue);
    }

    [Fact]
    public async Task A_watch_ends_when_the_token_of_its_enumeration_is_cancelled()
    {
        await using var fixture = new ManagerFixture();
        using var ended = new CancellationTokenSource();
        await using var watch = fixture.Options.WatchPort(Token).GetAsyncEnumerator(ended.Token);
        var next = watch.MoveNextAsync().AsTask();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task A_watch_that_is_cancelled_already_ends_at_its_first_step()
    {
        await using var fixture = new ManagerFixture();
        await using var watch = fixture.Options.WatchPort(new CancellationToken(true)).GetAsyncEnumerator(Token);
        fixture.Settings.Replace(("test.port", "80"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.MoveNextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_that_was_left_holds_no_later_change(bool wasStepped)
    {
        await using var fixture = new ManagerFixture();
        await LeaveWatchAsync(fixture, wasStepped);
        var change = new TaskCompletionSource<WeakReference>();
        using (fixture.Manager.OnChange(TestOptions.Keys.Port, later => change.TrySetResult(new(later))))
        {
            fixture.Settings.Replace(("test.port", "81"));
            await change.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        }

        await UntilForgottenAsync(await change.Task);
    }

    [Fact]
    public async Task A_manager_with_open_watches_can_be_disposed_with_its_store_and_they_end()
    {
        var fixture = new ManagerFixture();
        using var ended = new CancellationTokenSource();
        await fixture.Store.StartAsync(Token);
        await using var watch = fixture.Options.WatchPort(ended.Token).GetAsyncEnumerator(Token);
        await using var unused = fixture.Options.WatchHost(ended.Token).GetAsyncEnumerator(Token);
        var next = watch.MoveNextAsync().AsTask();
        await fixture.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(25, fixture.Options.Port);
        Assert.False(await next.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task A_disposed_manager_follows_neither_settings_nor_the_store()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        fixture.Manager.Dispose();
        fixture.Settings.Replace(("test.host", "relay"));
        await fixture.StoreRawAsync("test.port", "81");
        Assert.Equal((80, "localhost"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public async Task A_disposed_subscription_is_forgotten()
    {
        await using var fixture = new ManagerFixture();
        var subscriptions = new Stack<IDisposable>();
        var handler = Follow(fixture.Manager, subscriptions, change => subscriptions.Clear());
        subscriptions.Pop().Dispose();
        await UntilForgottenAsync(handler);
    }

    /// <summary>Replaces settings on a flow of its own, so that a change that waits for a handler fails the test and does not hang it.</summary>
    private static Task ReplaceAsync(ManagerFixture fixture, params (string Key, string? Value)[] pairs) =>
        Task.Run(() => fixture.Settings.Replace(pairs), Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

    private static WeakReference Follow(OptionManager manager, Stack<IDisposable> subscriptions, Action<OptionChange<int>> handler)
    {
        subscriptions.Push(manager.OnChange(TestOptions.Keys.Port, handler));
        return new(handler);
    }

    private static Task UntilForgottenAsync(WeakReference reference) => ManagerFixture.UntilAsync(() =>
    {
        GC.Collect();
        return !reference.IsAlive;
    });

    private static async Task LeaveWatchAsync(ManagerFixture fixture, bool isStepped)
    {
        await using var watch = fixture.Options.WatchPort(Token).GetAsyncEnumerator(Token);
        if (isStepped)
        {
            fixture.Settings.Replace(("test.port", "80"));
            Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token));
        }
    }
}
