using System.Collections.Concurrent;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

public sealed class OptionStoreSubscriptionTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task A_follower_sees_each_install_with_the_image_before_it()
    {
        await using var fixture = new OptionStoreFixture();
        var seen = new List<(StoreImage Previous, StoreImage Current)>();
        using var subscription = fixture.Store.Subscribe((previous, current) => seen.Add((previous, current)));
        await fixture.SetAsync("foo", "1");
        await fixture.SetAsync("foo", "2");

        Assert.Equal([1, 2], seen.Select(pair => pair.Current.Position.Revision));
        Assert.Same(StoreImage.Empty, seen[0].Previous);
        Assert.Same(seen[0].Current, seen[1].Previous);
        Assert.Same(fixture.Store.Image, seen[1].Current);
    }

    [Fact]
    public async Task The_image_is_visible_before_its_followers_are_told()
    {
        await using var fixture = new OptionStoreFixture();
        var visible = false;
        using var subscription = fixture.Store.Subscribe((_, current) => visible = ReferenceEquals(fixture.Store.Image, current));
        await fixture.SetAsync("foo", "1");
        Assert.True(visible);
    }

    [Fact]
    public async Task A_follower_that_throws_is_logged_and_harms_neither_the_write_nor_other_followers()
    {
        await using var fixture = new OptionStoreFixture();
        var calls = 0;
        using var first = fixture.Store.Subscribe((_, _) => throw new InvalidOperationException("no"));
        using var second = fixture.Store.Subscribe((_, _) => calls++);
        var result = await fixture.SetAsync("foo", "1");
        await fixture.SetAsync("foo", "2");

        Assert.True(result.LocallyVisible);
        Assert.Equal(2, calls);
        Assert.Equal(2, fixture.Log.Of(1006).Count());
    }

    [Fact]
    public async Task A_disposed_follower_hears_nothing_more_even_from_within_a_call()
    {
        await using var fixture = new OptionStoreFixture();
        var calls = 0;
        IDisposable? second = null;
        using var first = fixture.Store.Subscribe((_, _) => second!.Dispose());
        second = fixture.Store.Subscribe((_, _) => calls++);
        await fixture.SetAsync("foo", "1");
        await fixture.SetAsync("foo", "2");
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_pull_of_what_is_known_tells_nobody()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var calls = 0;
        using var subscription = fixture.Store.Subscribe((_, _) => calls++);
        await fixture.Store.PullAsync(0, Token);
        await fixture.Store.PullAsync(1, Token);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_follower_that_writes_does_not_turn_the_order_round_for_others()
    {
        await using var fixture = new OptionStoreFixture();
        var seen = new List<long>();
        var hasWritten = false;
        using var writer = fixture.Store.Subscribe((_, _) =>
        {
            if (!hasWritten)
            {
                hasWritten = true;
                // The fakes answer at once, so that this runs on the announcing thread.
                fixture.SetAsync("echo", "1").AsTask().GetAwaiter().GetResult();
            }
        });
        using var reader = fixture.Store.Subscribe((_, current) => seen.Add(current.Position.Revision));
        await fixture.SetAsync("foo", "1");
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task A_write_returns_only_after_its_followers_were_told_whoever_installed_it()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "0");
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var goOn = new ManualResetEventSlim();
        var told = 0L;
        using var subscription = fixture.Store.Subscribe((_, current) =>
        {
            entered.TrySetResult();
            goOn.Wait(Token);
            Volatile.Write(ref told, current.Position.Revision);
        });

        // A pull on another thread installs the change before the writer comes to it, and is held in the follower.
        Task? pull = null;
        fixture.Database.AfterCommit = async _ =>
        {
            pull = Task.Run(async () => await fixture.Store.PullAsync(2, Token), Token);
            await entered.Task;
        };
        var write = Task.Run(async () => await fixture.SetAsync("foo", "1"), Token);
        await entered.Task;
        Assert.False(write.IsCompleted);
        goOn.Set();
        Assert.True((await write).LocallyVisible);
        Assert.Equal(2, Volatile.Read(ref told));
        await pull!;
    }

    [Fact]
    public async Task One_who_follows_late_is_not_told_of_what_the_image_held_already()
    {
        await using var fixture = new OptionStoreFixture();
        var seen = new List<long>();
        IDisposable? late = null;
        using var early = fixture.Store.Subscribe((_, _) => late ??= fixture.Store.Subscribe((_, current) => seen.Add(current.Position.Revision)));
        await fixture.SetAsync("foo", "1");
        Assert.Empty(seen);
        await fixture.SetAsync("foo", "2");
        Assert.Equal([2], seen);
        late!.Dispose();
    }

    [Fact]
    public async Task Many_threads_that_install_are_told_in_order_one_at_a_time_and_never_twice()
    {
        await using var fixture = new OptionStoreFixture();
        await using var other = fixture.Another();
        var seen = new ConcurrentQueue<(StoreImage Previous, StoreImage Current)>();
        var inside = 0;
        var overlaps = 0;
        using var subscription = fixture.Store.Subscribe((previous, current) =>
        {
            if (Interlocked.Increment(ref inside) != 1)
            {
                Interlocked.Increment(ref overlaps);
            }

            seen.Enqueue((previous, current));
            Interlocked.Decrement(ref inside);
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await (worker % 2 == 0 ? fixture : other).SetAsync($"k{worker}", $"{i}");
                    await fixture.Store.PullAsync(0, Token);
                }
            },
            Token)));

        Assert.Equal(0, overlaps);
        var pairs = seen.ToArray();
        Assert.Same(StoreImage.Empty, pairs[0].Previous);
        for (var i = 1; i < pairs.Length; i++)
        {
            Assert.Same(pairs[i - 1].Current, pairs[i].Previous);
            Assert.True(pairs[i].Previous.Position < pairs[i].Current.Position);
        }

        Assert.Equal(800, pairs[^1].Current.Position.Revision);
    }
}
