using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

/// <summary>Calendars that jump while processes run: they order nothing and expire nothing.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 400)]
    [InlineData(-24 * 400)]
    public async Task A_jump_of_the_calendar_makes_nothing_stale_and_asks_nobody(int hours)
    {
        var clock = new JumpingClock();
        await using var fixture = new OptionStoreFixture(time: clock);
        await fixture.SetAsync("foo", "1");
        await fixture.Store.StartAsync(OptionStoreFixture.Token);
        await OptionStoreFixture.UntilAsync(() => fixture.Store.State == StoreState.Fresh);
        var (asked, image) = (fixture.Database.TotalCalls, fixture.Store.Image);

        clock.Jump = TimeSpan.FromHours(hours);

        Assert.Equal((StoreState.Fresh, asked), (fixture.Store.State, fixture.Database.TotalCalls));
        Assert.Same(image, fixture.Store.Image);

        // Ticks go on as before.
        await fixture.TickUntilAsync(() => fixture.Database.TotalCalls > asked);
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task The_later_commit_wins_whatever_the_calendars_said(int hours)
    {
        await using var writer = new OptionStoreFixture();
        await using var other = writer.Another();
        await using var reader = writer.Another();
        await reader.Store.StartAsync(OptionStoreFixture.Token);
        await writer.Store.WriteAsync(
            OptionStoreFixture.Commit(new StoreWrite("foo", "1")) with { At = DateTime.UtcNow.AddHours(hours) }, OptionStoreFixture.Token);

        var last = await other.SetAsync("foo", "2");
        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Position == last.Position);
        Assert.Equal(["2", "2"], new[] { reader, other }.Select(node => node.Store.Image.Find("foo")!.Value));

        await other.Store.WriteAsync(
            OptionStoreFixture.Commit(new StoreWrite("foo", null)) with { At = DateTime.UtcNow.AddHours(-hours) }, OptionStoreFixture.Token);
        await OptionStoreFixture.UntilAsync(() => reader.Store.Image.Find("foo") is null);
        Assert.Equal(CacheLookupKind.Absent, writer.Cached("foo").Kind);
    }

    /// <summary>A calendar that jumps, over a clock that does not.</summary>
    private sealed class JumpingClock : FakeTimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
