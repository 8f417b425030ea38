using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Generated;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Usage;

public sealed class UsageWindowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task Before_the_first_window_nothing_is_said_about_reads()
    {
        await using var fixture = new ManagerFixture();
        _ = fixture.Options.Port;
        var report = fixture.Manager.GetUsage();
        Assert.Null(report.Since);
        Assert.Empty(report.NotRead);
        Assert.Empty(report.NeverRead);
        Assert.All(report.Options, usage => Assert.Null(usage.Since));
    }

    [Fact]
    public async Task An_option_of_each_kind_of_word_that_is_read_by_its_accessor_is_read_and_the_others_are_not()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        _ = (fixture.Options.Port, fixture.Options.Host, fixture.Options.Ratio, fixture.Options.Big, fixture.Options.Timeout, fixture.Options.Names);
        Assert.Equal(["test.big", "test.host", "test.names", "test.port", "test.ratio", "test.timeout"], Read(fixture.Manager.GetUsage()));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("typed key")]
    [InlineData("text")]
    [InlineData("JSON")]
    [InlineData("snapshot")]
    [InlineData("group snapshot")]
    [InlineData("override")]
    public async Task A_read_by_another_way_counts(string way)
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        switch (way)
        {
            case "key":
                _ = fixture.Manager.Get<int>("test.port");
                break;
            case "typed key":
                _ = fixture.Manager.Get(TestOptions.Keys.Port);
                break;
            case "text":
                _ = fixture.Manager.GetText("test.port");
                break;
            case "JSON":
                _ = fixture.Manager.GetJson("test.port");
                break;
            case "snapshot":
                _ = fixture.Manager.Capture().Get(TestOptions.Keys.Port);
                break;
            case "group snapshot":
                _ = fixture.Options.Snapshot().Port;
                break;
            default:
                using (fixture.Manager.Override(TestOptions.Keys.Port, 9))
                {
                    _ = fixture.Options.Port;
                }

                break;
        }

        Assert.Equal(["test.port"], Read(fixture.Manager.GetUsage()));
    }

    [Fact]
    public async Task Looking_at_an_option_is_not_reading_it()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        _ = fixture.Manager.Explain("test.port");
        _ = fixture.Manager.IsSet("test.port");
        _ = fixture.Manager.Capture();
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        Assert.Empty(Read(fixture.Manager.GetUsage()));
    }

    [Fact]
    public async Task The_first_read_gives_the_fast_word_back()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        var poisoned = CountPoison(fixture.Options);
        _ = (fixture.Options.Port, fixture.Options.Host, fixture.Options.Big, fixture.Options.Names);
        Assert.Equal(fixture.Manager.All.Count, poisoned);
        Assert.Equal(poisoned - 4, CountPoison(fixture.Options));
    }

    [Fact]
    public async Task Reads_in_a_window_allocate_nothing_not_even_the_first_after_a_change()
    {
        await using var fixture = new ManagerFixture();
        ReadAll(fixture.Options);
        // The tiers of the compiler may allocate on this thread; one round without is enough to show that reads do not.
        var allocated = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            fixture.Manager.OpenUsageWindow();
            await fixture.Manager.SetAsync(TestOptions.Keys.Timeout, TimeSpan.FromHours(round), cancellationToken: Token);
            var before = GC.GetAllocatedBytesForCurrentThread();
            ReadAll(fixture.Options);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, allocated);
        Assert.Equal(TimeSpan.FromHours(4), fixture.Options.Timeout);

        static void ReadAll(TestOptions options) => _ = (options.Port, options.Host, options.Ratio, options.Big, options.Timeout, options.Names);
    }

    [Fact]
    public async Task A_change_that_arrives_before_the_first_read_does_not_hide_it()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        Assert.Equal(99, fixture.Options.Port);
        Assert.Equal(["test.port"], Read(fixture.Manager.GetUsage()));
    }

    [Fact]
    public async Task An_override_that_is_closed_before_the_first_read_does_not_hide_it()
    {
        await using var fixture = new ManagerFixture();
        var opened = fixture.Manager.Override(TestOptions.Keys.Port, 9);
        fixture.Manager.OpenUsageWindow();
        opened.Dispose();
        Assert.Equal(25, fixture.Options.Port);
        Assert.Equal(["test.port"], Read(fixture.Manager.GetUsage()));
    }

    [Fact]
    public async Task A_read_in_a_window_does_not_end_an_override()
    {
        await using var fixture = new ManagerFixture();
        using var opened = fixture.Manager.Override(TestOptions.Keys.Port, 9);
        fixture.Manager.OpenUsageWindow();
        Assert.Equal((9, 9), (fixture.Options.Port, fixture.Options.Port));
    }

    [Fact]
    public void A_read_that_finds_the_lock_taken_neither_waits_nor_gets_lost()
    {
        var publisher = new SnapshotPublisher(new(NullLogger.Instance), new(NullLogger.Instance), static _ => null, NullLogger.Instance);
        var definition = new OptionDefinition<int>("a", OptionFlags.Default, OptionCodecs.Of<int>(), 5, true, null, null, [], null);
        var words = new WordUnderLock();
        OptionSlot<int>? slot = null;
        publisher.Add(_ =>
        {
            slot = (OptionSlot<int>)definition.CreateSlot(0, new OverrideStack(), publisher.Holder);
            slot.Bind(words, new(OptionWordKind.Bits32, 0));
            return [slot];
        });

        var (value, isAnswered) = (0, false);
        words.OnNextAccess = () =>
        {
            var reader = new Thread(() => value = slot!.ReadSlow());
            reader.Start();
            isAnswered = reader.Join(Patience);
        };
        slot!.OpenUsageWindow();

        Assert.Equal((true, 5, true), (isAnswered, value, slot.IsRead));
        _ = slot.ReadSlow();
        Assert.Equal(5, words.Words32[0]);
    }

    [Fact]
    public async Task A_window_ends_with_a_report_of_its_own_reads()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        _ = fixture.Options.Port;
        var first = fixture.Manager.OpenUsageWindow();
        _ = fixture.Options.Host;
        var second = fixture.Manager.OpenUsageWindow();
        Assert.Equal(["test.port"], Read(first));
        Assert.Equal(["test.host"], Read(second));
    }

    [Fact]
    public async Task What_was_read_in_an_earlier_window_is_not_read_now_but_was_not_never_read()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.OpenUsageWindow();
        _ = fixture.Options.Port;
        fixture.Manager.OpenUsageWindow();
        fixture.Manager.OpenUsageWindow();
        _ = fixture.Options.Host;
        var report = fixture.Manager.GetUsage();
        Assert.Contains("test.port", Keys(report.NotRead));
        Assert.DoesNotContain("test.port", Keys(report.NeverRead));
        Assert.DoesNotContain("test.host", Keys(report.NeverRead));
        Assert.Contains("test.big", Keys(report.NeverRead));
    }

    [Fact]
    public async Task A_report_names_the_time_it_speaks_of()
    {
        var time = new FakeTimeProvider();
        await using var fixture = new ManagerFixture(time: time);
        var started = time.GetUtcNow();
        time.Advance(TimeSpan.FromMinutes(1));
        fixture.Manager.OpenUsageWindow();
        time.Advance(TimeSpan.FromMinutes(2));
        fixture.Manager.OpenUsageWindow();
        time.Advance(TimeSpan.FromMinutes(4));
        var report = fixture.Manager.GetUsage();
        Assert.Equal(
            (started, started.AddMinutes(3), started.AddMinutes(7), TimeSpan.FromMinutes(4)),
            (report.StartedAt, report.Since, report.Until, report.Duration));
        Assert.All(report.Options, usage => Assert.Equal((started.AddMinutes(3), started.AddMinutes(1)), (usage.Since, usage.FirstSince)));
    }

    [Fact]
    public async Task An_option_that_is_registered_in_an_open_window_takes_part_from_then_on()
    {
        var time = new FakeTimeProvider();
        await using var fixture = new ManagerFixture(time: time);
        fixture.Manager.OpenUsageWindow();
        time.Advance(TimeSpan.FromMinutes(2));
        var read = fixture.Manager.Register("late.read", 1);
        fixture.Manager.Register("late.unread", 1);
        _ = fixture.Manager.Get(read);
        var report = fixture.Manager.GetUsage();
        Assert.Equal(["late.read"], Read(report));
        Assert.Equal(time.GetUtcNow(), report.NotRead.Single(usage => usage.Option.Key == "late.unread").Since);
    }

    [Fact]
    public async Task Windows_of_two_managers_do_not_mix()
    {
        await using var fixture = new ManagerFixture();
        await using var other = fixture.Another();
        fixture.Manager.OpenUsageWindow();
        other.Manager.OpenUsageWindow();
        _ = fixture.Options.Port;
        Assert.Empty(Read(other.Manager.GetUsage()));
    }

    [Fact]
    public async Task An_option_with_a_row_or_a_setting_is_not_always_default_even_after_it_is_gone()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.host", "x")));
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        await fixture.Manager.DeleteAsync("test.port", cancellationToken: Token);
        fixture.Settings.Replace();
        var report = fixture.Manager.GetUsage();
        var port = report.Options.Single(usage => usage.Option.Key == "test.port");
        Assert.Equal((false, true), (port.IsSet, port.WasSet));
        Assert.DoesNotContain("test.port", Keys(report.AlwaysDefault));
        Assert.DoesNotContain("test.host", Keys(report.AlwaysDefault));
        Assert.Contains("test.big", Keys(report.AlwaysDefault));
    }

    [Fact]
    public async Task Nothing_is_called_always_default_while_the_store_is_not_loaded()
    {
        await using var fixture = new ManagerFixture();
        var before = fixture.Manager.GetUsage();
        await fixture.Store.PullAsync(cancellationToken: Token);
        var after = fixture.Manager.GetUsage();
        Assert.Equal((false, 0), (before.IsStoreLoaded, before.AlwaysDefault.Count));
        Assert.Equal((true, fixture.Manager.All.Count), (after.IsStoreLoaded, after.AlwaysDefault.Count));
    }

    [Fact]
    public async Task A_stored_key_that_nobody_declares_is_named()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("gone.option", "1");
        Assert.Equal(["gone.option"], fixture.Manager.GetUsage().UndeclaredKeys);
    }

    [Fact]
    public async Task No_read_gets_lost_between_windows_and_no_value_goes_back_while_all_happens_at_once()
    {
        await using var fixture = new ManagerFixture();
        var options = fixture.Options;
        fixture.Manager.OpenUsageWindow();
        var (rounds, wrong, missed) = (0, 0, 0);
        using var end = new CancellationTokenSource(Patience);
        var writer = Task.Run(
            async () =>
            {
                for (var value = 26; value < 400; value++)
                {
                    await fixture.StoreRawAsync("test.port", $"{value}");
                }
            },
            Token);
        var overrider = Task.Run(
            () =>
            {
                while (!writer.IsCompleted && !end.IsCancellationRequested)
                {
                    using var opened = fixture.Manager.Override(TestOptions.Keys.Port, 7);
                    Assert.Equal(7, options.Port);
                }
            },
            Token);
        var reader = Task.Run(
            () =>
            {
                var last = 25;
                while (!writer.IsCompleted && !end.IsCancellationRequested)
                {
                    var value = options.Port;
                    wrong += value < last ? 1 : 0;
                    last = value;
                    Interlocked.Increment(ref rounds);
                }
            },
            Token);
        while (!writer.IsCompleted && !end.IsCancellationRequested)
        {
            // Two whole reads lie between the openings, so the window has seen at least one of them.
            var opened = Volatile.Read(ref rounds);
            fixture.Manager.OpenUsageWindow();
            opened = Volatile.Read(ref rounds);
            SpinWait.SpinUntil(() => Volatile.Read(ref rounds) > opened + 1 || writer.IsCompleted);
            missed += Volatile.Read(ref rounds) > opened + 1 && !fixture.Manager.GetUsage().Options.Single(usage => usage.Option.Key == "test.port").IsRead ? 1 : 0;
        }

        await Task.WhenAll(writer, overrider, reader);
        Assert.Equal((0, 0, 399, 399), (wrong, missed, options.Port, options.Port));
        Assert.NotEqual(OptionWord.Poison32, ((IOptionGroup)options).Words32[0]);
    }

    private static IEnumerable<string> Read(OptionUsageReport report) => report.Options.Where(usage => usage.IsRead).Select(usage => usage.Option.Key);

    private static IEnumerable<string> Keys(IReadOnlyList<OptionUsage> usages) => usages.Select(usage => usage.Option.Key);

    private static int CountPoison(IOptionGroup group) =>
        group.Words32.Count(OptionWord.Poison32) + group.Words64.Count(OptionWord.Poison64) + group.WordReferences.Count((object?)null);

    /// <summary>A word that lets other threads act while its slot's lock is held.</summary>
    private sealed class WordUnderLock : IOptionGroup
    {
        private readonly int[] _words = [OptionWord.Poison32];

        public Action? OnNextAccess { get; set; }

        public Span<int> Words32
        {
            get
            {
                var onAccess = OnNextAccess;
                OnNextAccess = null;
                onAccess?.Invoke();
                return _words;
            }
        }

        public Span<long> Words64 => default;

        public Span<object?> WordReferences => default;

        public void Declare(OptionGroupDeclaration declaration) => throw new NotSupportedException();
    }
}
