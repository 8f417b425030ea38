using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OptionsSdk.Redis;
using StackExchange.Redis;

namespace OptionsSdk;

/// <summary>Shares options and their changes by Redis.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Puts a Redis beside the database: every process hears of changes at once, and starts from it while the database is away.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">
    /// Where Redis is, as StackExchange.Redis writes it, for example <c>redis:6380,ssl=true,user=options,password=…</c>.
    /// </param>
    /// <param name="settings">How the cache behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UseRedis(this OptionsSdkBuilder builder, string configuration, RedisOptionCacheSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        return builder.UseCache(services => new RedisOptionCache(
            configuration, settings, services.GetService<ILogger<RedisOptionCache>>(), services.GetService<TimeProvider>()));
    }

    /// <summary>Puts a Redis beside the database that the application is connected to already.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connection">The connection; it is used as it is, and never closed.</param>
    /// <param name="settings">How the cache behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UseRedis(this OptionsSdkBuilder builder, IConnectionMultiplexer connection, RedisOptionCacheSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        return builder.UseCache(services => new RedisOptionCache(
            connection, settings, services.GetService<ILogger<RedisOptionCache>>(), services.GetService<TimeProvider>()));
    }
}
