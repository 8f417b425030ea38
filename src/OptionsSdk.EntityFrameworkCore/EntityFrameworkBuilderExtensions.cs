using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OptionsSdk.EntityFrameworkCore;

namespace OptionsSdk;

/// <summary>Stores options through Entity Framework Core.</summary>
public static class EntityFrameworkBuilderExtensions
{
    /// <summary>Stores options through a context of the library's own, for example over the in-memory provider in tests.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Chooses the provider, for example <c>context => context.UseInMemoryDatabase("options")</c>.</param>
    /// <param name="settings">How the database behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UseEntityFrameworkCore(
        this OptionsSdkBuilder builder,
        Action<DbContextOptionsBuilder> configure,
        EntityFrameworkOptionDatabaseSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.UseDatabase(services => EntityFrameworkOptionDatabase.WithOwnContext(configure, settings, services.GetService<TimeProvider>()));
    }

    /// <summary>
    /// Stores options in tables of the application's own context, whose model calls
    /// <see cref="OptionsModelBuilderExtensions.UseOptionsSdk"/> and whose migrations create them.
    /// </summary>
    /// <typeparam name="TContext">The context; a factory for it is registered, for example by <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="settings">How the database behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UseDbContext<TContext>(this OptionsSdkBuilder builder, EntityFrameworkOptionDatabaseSettings? settings = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseDatabase(services => EntityFrameworkOptionDatabase.WithContext(
            services.GetRequiredService<IDbContextFactory<TContext>>(), settings, services.GetService<TimeProvider>()));
    }
}
