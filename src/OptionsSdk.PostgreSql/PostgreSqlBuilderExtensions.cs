using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OptionsSdk.PostgreSql;

namespace OptionsSdk;

/// <summary>Stores options in PostgreSQL.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>Stores options in a PostgreSQL database, and follows what other processes write there as it is committed.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The connection string, for example <c>Host=db;Database=shop;Username=shop</c>.</param>
    /// <param name="settings">How the database behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UsePostgreSql(
        this OptionsSdkBuilder builder,
        string connectionString,
        PostgreSqlOptionDatabaseSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UseDatabase(services => new PostgreSqlOptionDatabase(
            connectionString,
            settings,
            services.GetService<ILogger<PostgreSqlOptionDatabase>>(),
            services.GetService<TimeProvider>()));
    }

    /// <summary>
    /// Stores options in the PostgreSQL database of a data source of your own, which is used as it is and never disposed; for passwords that
    /// change, client certificates and the like.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataSource">The data source.</param>
    /// <param name="settings">How the database behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UsePostgreSql(
        this OptionsSdkBuilder builder,
        NpgsqlDataSource dataSource,
        PostgreSqlOptionDatabaseSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UseDatabase(services => new PostgreSqlOptionDatabase(
            dataSource,
            settings,
            services.GetService<ILogger<PostgreSqlOptionDatabase>>(),
            services.GetService<TimeProvider>()));
    }
}
