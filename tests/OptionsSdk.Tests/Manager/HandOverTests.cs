using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Changes;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Settings;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Manager;

/// <summary>What readers, loggers and late comers see while one effective snapshot takes the place of another.</summary>
public sealed class HandOverTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_read_of_an_option_that_is_just_being_registered_finds_all_of_it_or_nothing()
    {
        await using var fixture = new ManagerFixture();
        var (next, ended, failure) = ("none", false, default(Exception));
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref ended) && failure is null)
            {
                try
                {
                    fixture.Manager.Get<int>(Volatile.Read(ref next));
                }
                catch (OptionUnknownException)
                {
                    // Not there yet.
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            }
        })
        { IsBackground = true };
        reader.Start();
        for (var i = 0; i < 1000 && failure is null; i++)
        {
            Volatile.Write(ref next, $"late.key{i}");
            fixture.Manager.Register($"late.key{i}", i);
        }

        Volatile.Write(ref ended, true);
        reader.Join();
        Assert.Null(failure?.ToString());
    }

    [Fact]
    public async Task A_typed_read_never_runs_behind_a_snapshot_that_was_seen_before()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Manager.SetAsync(TestOptions.Keys.Big, 0, cancellationToken: Token);
        var (ended, behind, ahead) = (false, 0, 0);
        var readers = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                var first = fixture.Options.Snapshot().Big;
                var second = fixture.Options.Big;
                var third = fixture.Options.Snapshot().Big;
                behind += second < first ? 1 : 0;
                ahead += third < second ? 1 : 0;
            }
        })
        { IsBackground = true }).ToList();
        readers.ForEach(reader => reader.Start());
        for (var i = 1; i <= 2000; i++)
        {
            await fixture.Manager.SetAsync(TestOptions.Keys.Big, i, cancellationToken: Token);
        }

        Volatile.Write(ref ended, true);
        readers.ForEach(reader => reader.Join());
        Assert.Equal((0, 0), (behind, ahead));
    }

    [Fact]
    public async Task Options_of_one_revision_become_visible_to_typed_reads_at_once()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Even, 2).Set(TestOptions.Keys.Big, 2), cancellationToken: Token);
        var (ended, torn) = (false, 0);
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                // Big is read after Even and can therefore never be older.
                var even = fixture.Options.Even;
                torn += fixture.Options.Big < even ? 1 : 0;
                var big = fixture.Options.Big;
                torn += fixture.Options.Even < big ? 1 : 0;
            }
        })
        { IsBackground = true };
        reader.Start();
        for (var i = 1000; i < 5000; i += 2)
        {
            await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Even, i).Set(TestOptions.Keys.Big, i), cancellationToken: Token);
        }

        Volatile.Write(ref ended, true);
        reader.Join();
        Assert.Equal(0, torn);
    }

    [Fact]
    public void An_event_is_handed_out_when_all_words_and_the_snapshot_have_the_new_values()
    {
        var settings = new ReloadableSettings();
        var changes = new ChangeHub<OptionChange>(NullLogger.Instance);
        var publisher = new SnapshotPublisher(
            changes, new(NullLogger.Instance), keys => new SettingsReader(settings.Root, keys), NullLogger.Instance);
        var (words, slots) = (new WordsOfTwo(), new List<OptionSlot>());
        publisher.Add(current =>
        {
            foreach (var (key, index) in (IEnumerable<(string, int)>)[("a", 0), ("b", 1)])
            {
                var definition = new OptionDefinition<int>(key, OptionFlags.Default, OptionCodecs.Of<int>(), index, true, null, null, [], null);
                slots.Add(definition.CreateSlot(index, new OverrideStack(), publisher.Holder));
                slots[index].Bind(words, new(OptionWordKind.Bits32, index));
            }

            return slots;
        });

        // A filter runs where the event is handed out; a handler would run at some time later.
        var seen = new List<(int, int, string, string)>();
        using var subscription = changes.Subscribe(
            _ =>
            {
                seen.Add((words.Words32[0], words.Words32[1], slots[0].Show(publisher.Current[slots[0]]), slots[1].Show(publisher.Current[slots[1]])));
                return false;
            },
            _ => { });
        settings.With(("a", "5"), ("b", "6"));
        publisher.ReloadSettings();
        Assert.Equal([(5, 6, "5", "6"), (5, 6, "5", "6")], seen);
    }

    [Fact]
    public void A_settings_reload_while_the_manager_is_made_is_not_lost()
    {
        var settings = new ReloadableSettings().With(("test.host", "before"));
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), null, new ReloadingConfiguration(settings));
        Assert.Equal("after", manager.Group<TestOptions>().Host);
    }

    [Fact]
    public async Task A_logger_that_throws_loses_neither_events_nor_writes()
    {
        var store = new OptionStore(new FakeOptionDatabase());
        await using var owned = store;
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), store, logger: new ThrowingLogger());
        var told = new List<string>();
        using var subscription = manager.OnChange(change => { lock (told) { told.Add(change.Key); } });
        var invalid = new TaskCompletionSource();
        using var other = manager.OnInvalidValue(_ => invalid.TrySetResult());
        await manager.SetAsync(TestOptions.Keys.Host, "x", cancellationToken: Token);
        ((FakeOptionDatabase)store.Database).CommitDirectly(new("test.port", "\"bad\""), new("test.note", "\"good\""), new("test.big", "5"));
        await store.PullAsync(cancellationToken: Token);
        await invalid.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await ManagerFixture.UntilAsync(() => { lock (told) { return told.Count == 3; } });
        Assert.Equal(["test.big", "test.host", "test.note"], told.Order());
    }

    [Fact]
    public async Task A_handler_that_throws_under_a_logger_that_throws_harms_nobody()
    {
        await using var store = new OptionStore(new FakeOptionDatabase());
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), store, logger: new ThrowingLogger());
        var told = new TaskCompletionSource();
        using var subscription = manager.OnChange(change =>
        {
            if (change.Key == "test.note")
            {
                told.TrySetResult();
            }

            throw new InvalidOperationException("handler");
        });
        await manager.SetAsync(TestOptions.Keys.Host, "x", cancellationToken: Token);
        await manager.SetAsync(TestOptions.Keys.Note, "y", cancellationToken: Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    private sealed class WordsOfTwo : IOptionGroup
    {
        private readonly int[] _words = [OptionWord.Poison32, OptionWord.Poison32];

        public Span<int> Words32 => _words;

        public Span<long> Words64 => default;

        public Span<object?> WordReferences => default;

        public void Declare(OptionGroupDeclaration declaration) => throw new NotSupportedException();
    }

    private sealed class ThrowingLogger : ILogger<OptionManager>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("logger");
    }

    /// <summary>Settings that change just before somebody begins to follow them.</summary>
    private sealed class ReloadingConfiguration(ReloadableSettings settings) : Microsoft.Extensions.Configuration.IConfiguration
    {
        private bool _isReloaded;

        public string? this[string key]
        {
            get => settings.Root[key];
            set => settings.Root[key] = value;
        }

        public IEnumerable<Microsoft.Extensions.Configuration.IConfigurationSection> GetChildren() => settings.Root.GetChildren();

        public Microsoft.Extensions.Configuration.IConfigurationSection GetSection(string key) => settings.Root.GetSection(key);

        public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken()
        {
            if (!_isReloaded)
            {
                _isReloaded = true;
                settings.Replace(("test.host", "after"));
            }

            return settings.Root.GetReloadToken();
        }
    }
}
