using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
