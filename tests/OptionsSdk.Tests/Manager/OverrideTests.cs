using OptionsSdk.Errors;
using OptionsSdk.Generated;

namespace OptionsSdk.Tests.Manager;

public sealed class OverrideTests
{
    [Fact]
    public async Task An_override_is_seen_by_every_kind_of_read_until_it_is_disposed()
    {
        await using var fixture = new ManagerFixture();
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            Assert.Equal(9, fixture.Options.Port);
            Assert.Equal(9, fixture.Manager.Get(TestOptions.Keys.Port));
            Assert.Equal("9", fixture.Manager.GetText("test.port"));
            Assert.Equal(9, fixture.Options.Snapshot().Port);
            Assert.Equal(OptionSource.Override, fixture.Manager.Explain("test.port").Source);
        }

        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public async Task An_override_covers_every_word_kind()
    {
        await using var fixture = new ManagerFixture();
        using var first = fixture.Manager.Override(TestOptions.Keys.Enabled, true);
        using var second = fixture.Manager.Override(TestOptions.Keys.Ratio, 0.75);
        using var third = fixture.Manager.Override(TestOptions.Keys.Host, "h");
        using var fourth = fixture.Manager.Override(TestOptions.Keys.Timeout, TimeSpan.FromHours(1));
        using var fifth = fixture.Manager.Override(TestOptions.Keys.Big, 5L);
        Assert.Equal((true, 0.75, "h", TimeSpan.FromHours(1), 5L), (fixture.Options.Enabled, fixture.Options.Ratio, fixture.Options.Host, fixture.Options.Timeout, fixture.Options.Big));
    }

    [Fact]
    public async Task Another_flow_does_not_see_it()
    {
        await using var fixture = new ManagerFixture();
        var opened = new TaskCompletionSource();
        var checkedByOther = new TaskCompletionSource<int>();
        var other = Task.Run(async () =>
        {
            await opened.Task;
            checkedByOther.SetResult(fixture.Options.Port);
        },
        ManagerFixture.Token);
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            opened.SetResult();
            Assert.Equal(25, await checkedByOther.Task);
            Assert.Equal(9, fixture.Options.Port);
        }

        await other;
    }

    [Fact]
    public async Task Flows_started_inside_inherit_it()
    {
        await using var fixture = new ManagerFixture();
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            Assert.Equal(9, await Task.Run(() => fixture.Options.Port, ManagerFixture.Token));
            await Task.Yield();
            Assert.Equal(9, fixture.Options.Port);
        }
    }

    [Fact]
    public async Task A_disposed_override_is_dead_in_flows_that_inherited_it()
    {
        await using var fixture = new ManagerFixture();
        var disposed = new TaskCompletionSource();
        var seen = new TaskCompletionSource<int>();
        Task<int> inherited;
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            inherited = Task.Run(async () =>
            {
                seen.SetResult(fixture.Options.Port);
                await disposed.Task;

                // Another override keeps the option on the slow way, so that only the closed node can give the answer away.
                using var other = fixture.Manager.Override(TestOptions.Keys.Host, "h");
                return fixture.Manager.Get(TestOptions.Keys.Port);
            },
            ManagerFixture.Token);
            Assert.Equal(9, await seen.Task);
        }

        disposed.SetResult();
        Assert.Equal(25, await inherited);
    }

    [Fact]
    public async Task A_disposed_override_stays_dead_while_the_same_option_is_overridden_elsewhere()
    {
        await using var fixture = new ManagerFixture();
        var disposed = new TaskCompletionSource();
        var read = new TaskCompletionSource<int>();
        Task inherited;
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            inherited = Task.Run(async () =>
            {
                await disposed.Task;
                read.SetResult(fixture.Options.Port);
            },
            ManagerFixture.Token);
        }

        using (fixture.Manager.Override(TestOptions.Keys.Port, 10))
        {
            disposed.SetResult();
            Assert.Equal(25, await read.Task);
            Assert.Equal(10, fixture.Options.Port);
        }

        await inherited;
    }

    [Fact]
    public async Task Overrides_nest_and_may_be_disposed_in_any_order()
    {
        await using var fixture = new ManagerFixture();
        var outer = fixture.Manager.Override(TestOptions.Keys.Port, 1);
        var inner = fixture.Manager.Override(TestOptions.Keys.Port, 2);
        Assert.Equal(2, fixture.Options.Port);
        outer.Dispose();
        Assert.Equal(2, fixture.Options.Port);
        inner.Dispose();
        inner.Dispose();
        Assert.Equal(25, fixture.Options.Port);

        outer = fixture.Manager.Override(TestOptions.Keys.Port, 3);
        inner = fixture.Manager.Override(TestOptions.Keys.Port, 4);
        inner.Dispose();
        Assert.Equal(3, fixture.Options.Port);
        outer.Dispose();
        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public async Task Disposing_twice_does_not_close_another_override()
    {
        await using var fixture = new ManagerFixture();
        var first = fixture.Manager.Override(TestOptions.Keys.Port, 1);
        using var second = fixture.Manager.Override(TestOptions.Keys.Port, 2);
        first.Dispose();
        first.Dispose();
        Assert.Equal(2, fixture.Options.Port);
    }

    [Fact]
    public async Task An_override_covers_settings_immutable_and_never_stored_options()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.pinned", "disk")));
        using var pinned = fixture.Manager.Override(TestOptions.Keys.Pinned, "p");
        using var immutable = fixture.Manager.Override(TestOptions.Keys.Fixed, "f");
        using var local = fixture.Manager.Override(TestOptions.Keys.Local, "l");
        Assert.Equal(("p", "f", "l"), (fixture.Options.Pinned, fixture.Options.Fixed, fixture.Options.Local));
    }

    [Fact]
    public async Task An_override_validates_its_value()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal("test.port", Assert.Throws<OptionValueException>(() => fixture.Manager.Override(TestOptions.Keys.Port, 0)).Key);
        Assert.Throws<OptionValueException>(() => fixture.Manager.Override(new OptionKey<string>("test.port"), "x"));
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Override(new OptionKey<int>("no.such"), 1));
        Assert.Equal(OptionErrorIds.ValueTooLarge, Assert.Throws<OptionValueException>(() => fixture.Manager.Override(TestOptions.Keys.Host, new string('x', 70_000))).Id);
        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public async Task A_write_during_an_override_is_seen_when_it_ends()
    {
        await using var fixture = new ManagerFixture();
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            await fixture.Options.SetPortAsync(443, cancellationToken: ManagerFixture.Token);
            Assert.Equal(9, fixture.Options.Port);
        }

        Assert.Equal(443, fixture.Options.Port);
    }

    [Fact]
    public async Task An_override_is_neither_set_nor_stored_nor_told()
    {
        await using var fixture = new ManagerFixture();
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            Assert.False(fixture.Manager.IsSet("test.port"));
        }

        Assert.Empty(fixture.Server.Rows);
    }

    [Fact]
    public async Task A_snapshot_keeps_the_override_that_was_open_when_it_was_taken()
    {
        await using var fixture = new ManagerFixture();
        TestOptions.ValueSnapshot inside;
        var before = fixture.Options.Snapshot();
        using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
        {
            inside = fixture.Options.Snapshot();
            Assert.Equal(25, before.Port);
        }

        Assert.Equal(9, inside.Port);
        Assert.Equal(25, fixture.Options.Snapshot().Port);
    }

    [Fact]
    public async Task Reading_under_an_override_allocates_nothing()
    {
        await using var fixture = new ManagerFixture();
        using var opened = fixture.Manager.Override(TestOptions.Keys.Port, 9);
        var sum = fixture.Options.Port;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            sum += fixture.Options.Port;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(9009, sum);
    }

    [Fact]
    public async Task The_fast_words_are_back_when_the_last_override_is_closed()
    {
        await using var fixture = new ManagerFixture();
        IOptionGroup group = fixture.Options;
        Assert.Equal(0, CountPoison(group));
        var first = fixture.Manager.Override(TestOptions.Keys.Enabled, true);
        var second = fixture.Manager.Override(TestOptions.Keys.Ratio, 0.75);
        var third = fixture.Manager.Override(TestOptions.Keys.Host, "h");
        var fourth = fixture.Manager.Override(TestOptions.Keys.Timeout, TimeSpan.FromHours(1));
        var fifth = fixture.Manager.Override(TestOptions.Keys.Timeout, TimeSpan.FromHours(2));
        Assert.Equal(4, CountPoison(group));
        first.Dispose();
        second.Dispose();
        third.Dispose();
        fourth.Dispose();
        Assert.Equal(1, CountPoison(group));
        fifth.Dispose();
        Assert.Equal(0, CountPoison(group));
    }

    [Fact]
    public async Task An_overriding_value_cannot_be_changed_from_outside()
    {
        await using var fixture = new ManagerFixture();
        var codec = Generated.Codecs.For(default(Tag<IReadOnlyList<string>>), Generated.Codecs.For(default(Tag<string>)));
        var key = fixture.Manager.Register<IReadOnlyList<string>>("list", [], codec: codec);
        var given = new List<string> { "a" };
        using var opened = fixture.Manager.Override(key, given);
        given.Add("b");
        Assert.Equal(["a"], fixture.Manager.Get(key));
    }

    [Fact]
    public async Task A_snapshot_takes_the_innermost_override_of_an_option()
    {
        await using var fixture = new ManagerFixture();
        using var outer = fixture.Manager.Override(TestOptions.Keys.Port, 1);
        using var inner = fixture.Manager.Override(TestOptions.Keys.Port, 2);
        Assert.Equal(2, fixture.Options.Snapshot().Port);
    }

    [Fact]
    public async Task A_snapshot_leaves_out_an_override_that_was_closed_below_an_open_one()
    {
        await using var fixture = new ManagerFixture();
        var outer = fixture.Manager.Override(TestOptions.Keys.Port, 1);
        using var inner = fixture.Manager.Override(TestOptions.Keys.Host, "h");
        outer.Dispose();
        Assert.Equal((25, "h"), (fixture.Options.Snapshot().Port, fixture.Options.Snapshot().Host));
    }

    [Fact]
    public async Task Overrides_of_many_flows_and_a_writer_never_mix()
    {
        await using var fixture = new ManagerFixture();
        const int FirstWritten = 10_000;
        using var ended = new CancellationTokenSource();
        var (last, wrong) = (FirstWritten, 0);
        fixture.Settings.Replace(("test.port", "10000"), ("test.big", "10000"));
        var writer = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                last++;
                var text = last.ToString(System.Globalization.CultureInfo.InvariantCulture);
                fixture.Settings.Replace(("test.port", text), ("test.big", text));
            }
        },
        ManagerFixture.Token);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(flow => Task.Run(async () =>
        {
            for (var round = 0; round < 100; round++)
            {
                using (fixture.Manager.Override(TestOptions.Keys.Port, flow))
                using (fixture.Manager.Override(TestOptions.Keys.Big, flow))
                {
                    Check(fixture.Options.Port == flow && fixture.Options.Big == flow);
                    await Task.Yield();
                    Check(fixture.Options.Port == flow && fixture.Options.Big == flow && fixture.Manager.Get(TestOptions.Keys.Port) == flow);
                }

                // Written values only: no other flow's, no default.
                Check(fixture.Options.Port >= FirstWritten && fixture.Options.Big >= FirstWritten);
            }
        },
        ManagerFixture.Token)));
        await ended.CancelAsync();
        await writer;
        Assert.Equal(0, wrong);
        Assert.Equal((last, last, last), (fixture.Options.Port, fixture.Manager.Get(TestOptions.Keys.Port), fixture.Options.Snapshot().Port));
        Assert.Equal((last, last, last), (fixture.Options.Big, fixture.Manager.Get(TestOptions.Keys.Big), fixture.Options.Snapshot().Big));
        Assert.Equal(0, CountPoison(fixture.Options));

        void Check(bool isRight) => Interlocked.Add(ref wrong, isRight ? 0 : 1);
    }

    private static int CountPoison(IOptionGroup group) =>
        group.Words32.Count(OptionWord.Poison32) + group.Words64.Count(OptionWord.Poison64) + group.WordReferences.Count((object?)null);
}
