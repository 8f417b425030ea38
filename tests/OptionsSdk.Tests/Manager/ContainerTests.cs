using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Errors;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Manager;

public sealed class ContainerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static HostApplicationBuilder Builder(FakeDatabaseServer? server = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => new KeyValuePair<string, string?>("Options:" + pair.Key, pair.Value)));
        builder.Services.AddOptionsSdk().UseDatabase(_ => new FakeOptionDatabase(server));
        return builder;
    }

    [Fact]
    public async Task A_group_is_injected_as_the_one_bound_instance()
    {
        using var host = Builder().Build();
        await host.StartAsync(Token);
        var options = host.Services.GetRequiredService<TestOptions>();
        Assert.Same(options, host.Services.GetRequiredService<OptionManager>().Group<TestOptions>());
        await options.SetPortAsync(80, cancellationToken: Token);
        Assert.Equal(80, host.Services.GetRequiredService<TestOptions>().Port);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task The_store_is_loaded_when_the_host_has_started()
    {
        var database = new FakeOptionDatabase();
        database.CommitDirectly(new OptionsSdk.Store.StoreWrite("test.port", "443"));
        using var host = Builder(database.Server).Build();
        await host.StartAsync(Token);
        Assert.Equal(443, host.Services.GetRequiredService<TestOptions>().Port);
    }

    [Fact]
    public async Task The_store_is_loaded_before_any_other_hosted_service_starts()
    {
        var database = new FakeOptionDatabase();
        database.CommitDirectly(new OptionsSdk.Store.StoreWrite("test.port", "443"));
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddHostedService<EarlyService>();
        builder.Services.AddOptionsSdk().UseDatabase(_ => new FakeOptionDatabase(database.Server));
        using var host = builder.Build();
        await host.StartAsync(Token);
        Assert.Equal(443, host.Services.GetServices<IHostedService>().OfType<EarlyService>().Single().Seen);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_store_is_disposed_when_a_bad_setting_stops_the_start()
    {
        var database = new FakeOptionDatabase();
        var services = new ServiceCollection();
        services.AddOptionsSdk().UseDatabase(_ => database).UseSettings(new ConfigurationBuilder().AddInMemoryCollection([new("test.port", "eighty")]).Build());
        await using var provider = services.BuildServiceProvider();
        Assert.Throws<OptionSettingsException>(() => provider.GetRequiredService<OptionManager>());
        Assert.True(database.IsDisposed);
    }

    [Fact]
    public async Task Settings_come_from_the_section_Options()
    {
        using var host = Builder(null, ("test:port", "81")).Build();
        await host.StartAsync(Token);
        Assert.Equal(81, host.Services.GetRequiredService<TestOptions>().Port);
    }

    [Fact]
    public async Task A_bad_setting_stops_the_start()
    {
        using var host = Builder(null, ("test:port", "eighty")).Build();
        var error = await Assert.ThrowsAsync<OptionSettingsException>(() => host.StartAsync(Token));
        Assert.Equal("test.port", error.Key);
    }

    [Fact]
    public async Task Another_section_can_be_chosen()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk().UseSettings(new ConfigurationBuilder().AddInMemoryCollection([new("test.port", "82")]).Build());
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(82, provider.GetRequiredService<TestOptions>().Port);
    }

    [Fact]
    public async Task Adding_options_twice_keeps_one_manager()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk();
        services.AddOptionsSdk(new OptionRegistry().Add<TestOptions>());
        await using var provider = services.BuildServiceProvider();
        Assert.Single(provider.GetServices<OptionManager>());
        Assert.Equal(25, provider.GetRequiredService<TestOptions>().Port);
    }

    [Fact]
    public void A_container_can_be_disposed_synchronously()
    {
        var database = new FakeOptionDatabase();
        var services = new ServiceCollection();
        services.AddOptionsSdk().UseDatabase(_ => database);
        using (var provider = services.BuildServiceProvider())
        {
            Assert.Equal(25, provider.GetRequiredService<TestOptions>().Port);
        }

        Assert.True(database.IsDisposed);
    }

    [Fact]
    public void A_group_that_is_not_registered_is_named()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(new OptionRegistry()).Group<TestOptions>());
        Assert.Equal(OptionErrorIds.UnknownGroup, error.Id);
        Assert.Contains(nameof(TestOptions), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Legacy_prefixes_can_be_configured()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk().ConfigureManager(manager => manager.LegacyPrefixes = ["sentry:"]);
        await using var provider = services.BuildServiceProvider();
        Assert.Equal("sentry:foo", provider.GetRequiredService<OptionManager>().LookupKey("sentry:foo").Key);
    }

    [Fact]
    public async Task The_groups_of_a_second_call_are_added_once()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk(new OptionRegistry());
        services.AddOptionsSdk(new OptionRegistry().Add<TestOptions>());
        services.AddOptionsSdk(new OptionRegistry().Add<TestOptions>());
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(25, Assert.Single(provider.GetServices<TestOptions>()).Port);
    }

    [Fact]
    public async Task A_chosen_cache_is_used()
    {
        var cache = new FaultyCache();
        var services = new ServiceCollection();
        services.AddOptionsSdk().UseDatabase(_ => new FakeOptionDatabase()).UseCache(_ => cache);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<TestOptions>().SetPortAsync(80, cancellationToken: Token);
        Assert.Equal("80", (await cache.Inner.GetAsync("test.port", Token)).Row?.Value);
    }

    [Fact]
    public async Task The_store_can_be_configured()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk()
            .UseDatabase(_ => new FakeOptionDatabase { FailReads = true })
            .ConfigureStore(store => store.StartupMode = StartupMode.Required);
        await using var provider = services.BuildServiceProvider();
        await Assert.ThrowsAsync<OptionStartupException>(() => provider.GetRequiredService<IHostedService>().StartAsync(Token));
    }

    [Fact]
    public async Task A_start_that_requires_the_database_stops_the_host_without_it()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddOptionsSdk().UseDatabase(_ => new FakeOptionDatabase { FailReads = true }).StartAs(StartupMode.Required);
        using var host = builder.Build();
        await Assert.ThrowsAsync<OptionStartupException>(() => host.StartAsync(Token));
    }

    [Fact]
    public async Task A_last_known_good_file_is_kept_until_the_container_is_disposed()
    {
        using var folder = new Store.LastKnownGood.StateFolder();
        var builder = Builder();
        builder.Services.AddOptionsSdk().UseLastKnownGoodFile(folder.FilePath);
        using (var host = builder.Build())
        {
            await host.StartAsync(Token);
            await host.Services.GetRequiredService<TestOptions>().SetPortAsync(80, cancellationToken: Token);
        }

        Assert.Contains("\"test.port\"", await File.ReadAllTextAsync(folder.FilePath, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_of_the_container_is_used()
    {
        var database = new FakeOptionDatabase();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        services.AddOptionsSdk().UseDatabase(_ => database);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<TestOptions>().SetPortAsync(80, cancellationToken: Token);
        Assert.Equal(2030, database.Server.Rows["test.port"].UpdatedAt.Year);
    }

    [Fact]
    public async Task The_store_follows_the_database_until_the_host_has_stopped()
    {
        var server = new FakeDatabaseServer();
        using var host = Builder(server).Build();
        await host.StartAsync(Token);
        await ManagerFixture.UntilAsync(() => server.WatcherCount > 0);
        await host.StopAsync(Token);
        Assert.Equal(0, server.WatcherCount);
    }

    [Fact]
    public async Task A_required_option_that_is_not_set_is_a_warning_at_the_start()
    {
        var log = new ManagerFixture.RecordingManagerLogger();
        var builder = Builder();
        builder.Services.AddSingleton<ILogger<OptionManager>>(log);
        using var host = builder.Build();
        await host.StartAsync(Token);
        Assert.Equal("The required option 'test.needed' is neither stored nor in settings.", Assert.Single(log.Entries, entry => entry.Level == LogLevel.Warning).Message);
    }

    [Fact]
    public async Task What_is_required_is_not_called_missing_before_the_database_has_told_what_is_stored()
    {
        var log = new ManagerFixture.RecordingManagerLogger();
        var database = new FakeOptionDatabase();
        database.CommitDirectly(new OptionsSdk.Store.StoreWrite("test.needed", "\"x\""));
        using var gate = new ReadGate(database);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<ILogger<OptionManager>>(log);
        builder.Services.AddOptionsSdk().UseDatabase(_ => database).StartAs(StartupMode.WaitFor(TimeSpan.Zero));
        using var host = builder.Build();
        await host.StartAsync(Token);
        gate.Open();
        var manager = host.Services.GetRequiredService<OptionManager>();
        await ManagerFixture.UntilAsync(() => manager.MissingRequired.Count == 0);
        await manager.Store!.Confirmation;
        Assert.DoesNotContain(log.Entries, entry => entry.Id == 2003);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task What_is_missing_is_told_when_the_database_answers_after_the_start()
    {
        var log = new ManagerFixture.RecordingManagerLogger();
        var database = new FakeOptionDatabase();
        using var gate = new ReadGate(database);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<ILogger<OptionManager>>(log);
        builder.Services.AddOptionsSdk().UseDatabase(_ => database).StartAs(StartupMode.WaitFor(TimeSpan.Zero));
        using var host = builder.Build();
        await host.StartAsync(Token);
        Assert.DoesNotContain(log.Entries, entry => entry.Id == 2003);
        gate.Open();
        await ManagerFixture.UntilAsync(() => log.Entries.Any(entry => entry.Id == 2003));
        await host.StopAsync(Token);
    }

    [Fact]
    public void A_disposed_container_follows_settings_no_longer()
    {
        var settings = new ReloadableSettings();
        var services = new ServiceCollection();
        services.AddOptionsSdk().UseSettings(settings.Root);
        TestOptions options;
        using (var provider = services.BuildServiceProvider())
        {
            // Not by the container's manager or group, which the container would dispose by itself.
            options = provider.GetRequiredService<OptionsSdkServices>().Manager.Group<TestOptions>();
            settings.Replace(("test.port", "80"));
        }

        settings.Replace(("test.port", "81"));
        Assert.Equal(80, options.Port);
    }

    private sealed class EarlyService(TestOptions options) : IHostedService
    {
        public int Seen { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Seen = options.Port;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
