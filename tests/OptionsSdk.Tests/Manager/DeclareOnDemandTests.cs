using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Rules;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Manager;

/// <summary>When groups are declared, and that nobody can tell by anything but the time.</summary>
public sealed class DeclareOnDemandTests
{
    private static readonly OptionGroupTable Both =
        new(LateOptions.Keys + TestOptions.__Keys, 2, static number => number == 0 ? OptionGroupEntry.Of<LateOptions>() : OptionGroupEntry.Of<TestOptions>());

    public static TheoryData<string, Action<OptionManager>> Needs => new()
    {
        { "Group", static manager => manager.Group<LateOptions>() },
        { "Get", static manager => manager.Get(LateOptions.NumberKey) },
        { "GetText", static manager => manager.GetText("late.number") },
        { "IsSet", static manager => manager.IsSet("late.number") },
        { "LookupKey", static manager => manager.LookupKey("late.needed") },
        { "Explain", static manager => manager.Explain("late.number") },
        { "CanUpdate", static manager => manager.CanUpdate(LateOptions.NumberKey, 8) },
        { "Override", static manager => manager.Override(LateOptions.NumberKey, 8).Dispose() },
        { "Watch", static manager => manager.WatchAsync(LateOptions.NumberKey) },
        { "OnChange of the option", static manager => manager.OnChange(LateOptions.NumberKey, static _ => { }) },
        { "OnChange of the group", static manager => manager.OnChange<LateOptions>(static _ => { }) },
        { "OnChange", static manager => manager.OnChange(static _ => { }) },
        { "OnInvalidValue", static manager => manager.OnInvalidValue(static _ => { }) },
        { "All", static manager => _ = manager.All },
        { "MissingRequired", static manager => _ = manager.MissingRequired },
        { "ExpiredOptions", static manager => _ = manager.ExpiredOptions },
        { "InvalidValues", static manager => _ = manager.InvalidValues },
        { "Capture", static manager => manager.Capture() },
        { "Validate", static manager => manager.Validate([]) },
        { "GetUsage", static manager => manager.GetUsage() },
        { "OpenUsageWindow", static manager => manager.OpenUsageWindow() },
    };

    [Fact]
    public async Task A_group_that_nobody_needs_is_not_made()
    {
        var before = LateOptions.Instances;
        await using var fixture = OnDemand(new ReloadableSettings().With(("test.host", "x")));
        await fixture.StoreRawAsync("late.number", "5");
        Assert.Equal("x", fixture.Options.Host);
        Assert.Empty(fixture.Manager.UnknownStoredKeys);
        Assert.Equal(before, LateOptions.Instances);
    }

    [Theory]
    [MemberData(nameof(Needs))]
    public async Task A_group_is_made_once_when_it_is_needed(string name, Action<OptionManager> need)
    {
        var before = LateOptions.Instances;
        await using var fixture = OnDemand();
        need(fixture.Manager);
        Assert.True(LateOptions.Instances == before + 1, name);
        need(fixture.Manager);
        Assert.Same(fixture.Manager.Group<LateOptions>(), fixture.Manager.Group<LateOptions>());
        Assert.Equal(before + 1, LateOptions.Instances);
    }

    [Fact]
    public async Task A_group_that_settings_name_is_made_with_the_manager()
    {
        var before = LateOptions.Instances;
        await using var fixture = OnDemand(new ReloadableSettings().With(("late:number", "8")));
        Assert.Equal(before + 1, LateOptions.Instances);
        Assert.Equal(8, fixture.Manager.Group<LateOptions>().Number);
    }

    [Fact]
    public async Task A_manager_declares_all_groups_itself_unless_it_is_told_otherwise()
    {
        var before = LateOptions.Instances;
        await using var fixture = new ManagerFixture(registry: Registry(Both));
        Assert.Equal(before + 1, LateOptions.Instances);
    }

    [Fact]
    public async Task A_manager_whose_store_keeps_a_file_declares_all_groups()
    {
        var before = LateOptions.Instances;
        await using var store = new OptionStore(
            new FakeOptionDatabase(), null, new() { LastKnownGoodFile = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.options") });
        using var manager = new OptionManager(Registry(Both), store, settings: new() { DeclareOnDemand = true });
        Assert.Equal(before + 1, LateOptions.Instances);
    }

    [Fact]
    public async Task Many_threads_that_need_a_group_get_one_instance()
    {
        var before = LateOptions.Instances;
        await using var fixture = OnDemand();
        using var start = new Barrier(8);
        var groups = new object[8];
        var threads = Enumerable.Range(0, groups.Length).Select(index => new Thread(() =>
        {
            start.SignalAndWait();
            groups[index] = index % 2 == 0 ? fixture.Manager.Group<LateOptions>() : fixture.Manager.Get(LateOptions.NumberKey) == 7 ? fixture.Manager.Group<LateOptions>() : fixture;
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.All(groups, group => Assert.Same(fixture.Manager.Group<LateOptions>(), group));
        Assert.Equal(before + 1, LateOptions.Instances);
    }

    [Fact]
    public async Task The_first_read_sees_what_was_stored_before_the_group_was_made()
    {
        await using var fixture = OnDemand();
        await fixture.StoreRawAsync("late.number", "42");
        Assert.Equal(42, fixture.Manager.Group<LateOptions>().Number);
        await fixture.StoreRawAsync("late.number", "43");
        Assert.Equal(43, fixture.Manager.Group<LateOptions>().Number);
    }

    [Fact]
    public async Task The_first_read_sees_the_settings_that_were_reloaded_before_the_group_was_made()
    {
        var settings = new ReloadableSettings();
        await using var fixture = OnDemand(settings);
        settings.Replace(("late.number", "42"));
        Assert.Equal(42, fixture.Manager.Group<LateOptions>().Number);
    }

    [Fact]
    public async Task A_stored_value_that_does_not_fit_is_told_of_once_when_the_group_is_made()
    {
        await using var fixture = OnDemand();
        await fixture.StoreRawAsync("late.number", "1000");
        Assert.DoesNotContain(fixture.Log.Entries, static entry => entry.Id == 2002);
        Assert.Equal("late.number", Assert.Single(fixture.Manager.InvalidValues).Option.Key);
        _ = fixture.Manager.All;
        Assert.Single(fixture.Log.Entries, static entry => entry.Id == 2002);
        Assert.Equal(7, fixture.Manager.Group<LateOptions>().Number);
    }

    [Fact]
    public async Task Whoever_listens_before_the_load_hears_of_a_value_that_does_not_fit()
    {
        await using var fixture = OnDemand();
        var heard = new TaskCompletionSource<string>();
        using var subscription = fixture.Manager.OnInvalidValue(value => heard.TrySetResult(value.Option.Key));
        await fixture.StoreRawAsync("late.number", "1000");
        Assert.Equal("late.number", await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), ManagerFixture.Token));
    }

    [Fact]
    public async Task A_setting_that_does_not_fit_fails_the_manager_of_a_group_that_nobody_needs()
    {
        var error = Assert.Throws<OptionSettingsException>(() => OnDemand(new ReloadableSettings().With(("late.number", "1000"))));
        Assert.Equal((OptionErrorIds.InvalidSetting, "late.number"), (error.Id, error.Key));
        await Task.CompletedTask;
    }

    [Fact]
    public void A_pin_that_does_not_fit_fails_the_manager_of_a_group_that_nobody_needs()
    {
        var settings = new OptionManagerSettings { DeclareOnDemand = true, ReadEnvironment = static name => name == StartupEnvironment.Pin ? """{"late.number":1000}""" : null };
        Assert.Equal("late.number", Assert.Throws<OptionSettingsException>(() => new OptionManager(Registry(Both), settings: settings)).Key);
    }

    [Fact]
    public async Task A_key_of_a_group_that_nobody_needed_cannot_be_registered_or_unregistered()
    {
        await using var fixture = OnDemand();
        var duplicate = Assert.Throws<OptionRegistrationException>(() => fixture.Manager.Register("late.number", 1));
        Assert.Equal((OptionErrorIds.DuplicateOption, "late.number"), (duplicate.Id, duplicate.Key));
        await using var other = OnDemand();
        Assert.Equal(OptionErrorIds.GeneratedOption, Assert.Throws<OptionRegistrationException>(() => other.Manager.Unregister("late.number")).Id);
    }

    [Fact]
    public async Task A_write_to_a_group_that_nobody_needed_is_checked_by_its_rules()
    {
        await using var fixture = OnDemand();
        await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetAsync(LateOptions.NumberKey, 1000, cancellationToken: ManagerFixture.Token));
        await fixture.Manager.SetAsync(LateOptions.NumberKey, 50, cancellationToken: ManagerFixture.Token);
        Assert.Equal(50, fixture.Manager.Group<LateOptions>().Number);
    }

    [Fact]
    public void A_key_of_two_assemblies_fails_the_manager()
    {
        var other = new OptionGroupTable("test.port\n\n", 1, static _ => OptionGroupEntry.Of<Twin>());
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(Registry(Both, other), settings: new() { DeclareOnDemand = true }));
        Assert.Equal((OptionErrorIds.DuplicateOption, "test.port"), (error.Id, error.Key));
        Assert.Contains(nameof(TestOptions), error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Twin), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_twice_in_one_assembly_fails_the_manager()
    {
        var table = new OptionGroupTable(
            TestOptions.__Keys + "test.port\n\n", 2, static number => number == 0 ? OptionGroupEntry.Of<TestOptions>() : OptionGroupEntry.Of<Twin>());
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(Registry(table), settings: new() { DeclareOnDemand = true }));
        Assert.Equal((OptionErrorIds.DuplicateOption, "test.port"), (error.Id, error.Key));
    }

    [Fact]
    public void A_key_of_a_table_and_of_a_group_added_by_hand_fails_the_manager()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(Registry(Both).Add<Twin>(), settings: new() { DeclareOnDemand = true }));
        Assert.Equal((OptionErrorIds.DuplicateOption, "test.port"), (error.Id, error.Key));
    }

    [Fact]
    public void A_group_of_a_table_is_not_added_again_by_hand()
    {
        Assert.Equal([typeof(LateOptions), typeof(TestOptions)], Registry(Both).Add<TestOptions>().Groups);
        var registry = new OptionRegistry().Add<TestOptions>();
        registry.Add(Both);
        registry.Add(Both);
        Assert.Equal([typeof(LateOptions), typeof(TestOptions)], registry.Groups);
    }

    [Fact]
    public void A_default_that_breaks_a_rule_fails_a_manager_that_declares_at_once()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(Registry(Broken)));
        Assert.Equal((OptionErrorIds.InvalidDefault, "broken.number"), (error.Id, error.Key));
    }

    [Fact]
    public async Task A_default_that_breaks_a_rule_fails_the_hosts_start_and_every_use()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddOptionsSdk(Registry(Both, Broken));
        using var host = builder.Build();
        var manager = host.Services.GetRequiredService<OptionManager>();
        Assert.Equal(25, host.Services.GetRequiredService<TestOptions>().Port);
        Assert.Equal("broken.number", Assert.Throws<OptionRegistrationException>(() => manager.GetText("broken.number")).Key);
        var error = await Assert.ThrowsAsync<OptionRegistrationException>(() => host.StartAsync(ManagerFixture.Token));
        Assert.Equal((OptionErrorIds.InvalidDefault, "broken.number"), (error.Id, error.Key));
    }

    [Fact]
    public async Task A_default_that_breaks_a_rule_fails_the_start_of_a_host_whose_database_does_not_answer()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk(Registry(Both, Broken)).UseDatabase(static _ => new FakeOptionDatabase { FailReads = true });
        await using var provider = services.BuildServiceProvider();
        var error = await Assert.ThrowsAsync<OptionRegistrationException>(() => provider.GetRequiredService<IHostedService>().StartAsync(ManagerFixture.Token));
        Assert.Equal("broken.number", error.Key);
    }

    [Fact]
    public async Task A_host_declares_what_is_left_when_its_services_have_started()
    {
        var before = LateOptions.Instances;
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddOptionsSdk(Registry(Both));
        builder.Services.AddHostedService<Witness>();
        using var host = builder.Build();
        await host.StartAsync(ManagerFixture.Token);
        Assert.Equal(before, host.Services.GetServices<IHostedService>().OfType<Witness>().Single().Instances);
        Assert.Equal(before + 1, LateOptions.Instances);
        await host.StopAsync(ManagerFixture.Token);
    }

    [Fact]
    public async Task A_host_without_lifecycle_services_declares_all_groups_as_well()
    {
        var before = LateOptions.Instances;
        var services = new ServiceCollection();
        services.AddOptionsSdk(Registry(Both));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IHostedService>().StartAsync(ManagerFixture.Token);
        Assert.Equal(before + 1, LateOptions.Instances);
    }

    private static OptionGroupTable Broken { get; } = new("broken.number\n\n", 1, static _ => OptionGroupEntry.Of<BrokenOptions>());

    private static OptionRegistry Registry(params OptionGroupTable[] tables)
    {
        var registry = new OptionRegistry();
        Array.ForEach(tables, registry.Add);
        return registry;
    }

    private static ManagerFixture OnDemand(ReloadableSettings? settings = null) =>
        new(settings: settings, registry: Registry(Both), managerSettings: new() { DeclareOnDemand = true });

    private sealed class Witness : IHostedService
    {
        public int Instances { get; private set; } = -1;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Instances = LateOptions.Instances;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Twin : IOptionGroup<Twin>
    {
        public Span<int> Words32 => default;

        public Span<long> Words64 => default;

        public Span<object?> WordReferences => default;

        public static Twin Create(OptionGroupBinding binding) => new();

        public void Declare(OptionGroupDeclaration declaration) =>
            declaration.Option("test.port", OptionFlags.Default, OptionCodecs.Of<int>(), 1, new(OptionWordKind.Bits32, 0));
    }

    private sealed class BrokenOptions : IOptionGroup<BrokenOptions>
    {
        public Span<int> Words32 => default;

        public Span<long> Words64 => default;

        public Span<object?> WordReferences => default;

        public static BrokenOptions Create(OptionGroupBinding binding) => new();

        public void Declare(OptionGroupDeclaration declaration) =>
            declaration.Option("broken.number", OptionFlags.Default, OptionCodecs.Of<int>(), 1, new(OptionWordKind.Bits32, 0), null, null, [new RangeRule(10, 20)]);
    }
}
