using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionsSdk;
using OptionsSdk.Store;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers options with a container.</summary>
public static class OptionsSdkServiceCollectionExtensions
{
    /// <summary>
    /// Registers the manager, the store, and every group of a registry as a singleton. Application code calls the generated
    /// <c>AddOptionsSdk()</c>, which knows the registry of its assembly; a second call adds its groups to the first one's.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="registry">The option groups.</param>
    /// <returns>A builder to choose database, cache and settings with.</returns>
    public static OptionsSdkBuilder AddOptionsSdk(this IServiceCollection services, OptionRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(registry);
        if (services.FirstOrDefault(static service => service.ServiceType == typeof(OptionsSdkBuilder))?.ImplementationInstance is not OptionsSdkBuilder builder)
        {
            builder = new(services, new());
            services.AddSingleton(builder);
            services.AddSingleton(static provider => new OptionsSdkServices(provider.GetRequiredService<OptionsSdkBuilder>(), provider));
            services.AddSingleton(static provider => provider.GetRequiredService<OptionsSdkServices>().Manager);
            services.AddHostedService(static provider => new OptionsSdkHostedService(provider.GetRequiredService<OptionsSdkServices>()));
        }

        builder.Registry.AddAll(registry);
        foreach (var group in registry.Groups)
        {
            services.TryAddSingleton(group, provider => provider.GetRequiredService<OptionManager>().Group(group));
        }

        return builder;
    }
}
