using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OptionsSdk.Store;

namespace OptionsSdk;

/// <summary>Says where options are stored and how they are followed, while services are being registered. Not safe for concurrent use.</summary>
public sealed class OptionsSdkBuilder
{
    internal OptionsSdkBuilder(IServiceCollection services, OptionRegistry registry)
    {
        Services = services;
        Registry = registry;
    }

    /// <summary>The services being registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The option groups.</summary>
    public OptionRegistry Registry { get; }

    internal Func<IServiceProvider, IOptionDatabase>? Database { get; private set; }

    internal Func<IServiceProvider, IOptionCache>? Cache { get; private set; }

    internal Func<IServiceProvider, IConfiguration?> Settings { get; private set; } =
        static services => services.GetService<IConfiguration>()?.GetSection("Options");

    internal OptionManagerSettings ManagerSettings { get; } = new() { DeclareOnDemand = true };

    internal OptionStoreSettings StoreSettings { get; } = new();

    /// <summary>Stores options in a database; the last call wins.</summary>
    /// <param name="database">Makes the database, once; the container's store disposes it.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder UseDatabase(Func<IServiceProvider, IOptionDatabase> database)
    {
        ArgumentNullException.ThrowIfNull(database);
        Database = database;
        return this;
    }

    /// <summary>Puts a cache beside the database; the last call wins. Without one, an in-process cache serves.</summary>
    /// <param name="cache">Makes the cache, once.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder UseCache(Func<IServiceProvider, IOptionCache> cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        Cache = cache;
        return this;
    }

    /// <summary>Reads settings from another section than <c>Options</c> of the host's configuration.</summary>
    /// <param name="section">The section that holds the options' settings.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder UseSettings(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Settings = _ => section;
        return this;
    }

    /// <summary>Says what the start does while the database has not answered; the last call wins.</summary>
    /// <param name="mode"><see cref="StartupMode.Background"/> (the default), <see cref="StartupMode.WaitFor"/> or <see cref="StartupMode.Required"/>.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder StartAs(StartupMode mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        StoreSettings.StartupMode = mode;
        return this;
    }

    /// <summary>
    /// Keeps the last state that the database confirmed in a file, without credentials, and starts from it until the database answers; the
    /// last call wins. See <see cref="OptionStoreSettings.LastKnownGoodFile"/>.
    /// </summary>
    /// <param name="path">The file, in a folder of its own that only this application may write to.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder UseLastKnownGoodFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        StoreSettings.LastKnownGoodFile = path;
        return this;
    }

    /// <summary>
    /// Lets this process tell the others where it stands, so that a writer can wait for it; the last call wins. See
    /// <see cref="OptionStore.WaitForFleetAsync"/>.
    /// </summary>
    /// <param name="nodeName">The name of the process, for people; the machine's name and the process' number if <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder JoinFleet(string? nodeName = null)
    {
        StoreSettings.NodeName = nodeName ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
        return this;
    }

    /// <summary>Changes how the manager behaves.</summary>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder ConfigureManager(Action<OptionManagerSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(ManagerSettings);
        return this;
    }

    /// <summary>Changes how the store synchronises.</summary>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    public OptionsSdkBuilder ConfigureStore(Action<OptionStoreSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(StoreSettings);
        return this;
    }
}
