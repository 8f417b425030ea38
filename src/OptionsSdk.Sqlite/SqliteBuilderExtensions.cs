using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OptionsSdk.Sqlite;

namespace OptionsSdk;

/// <summary>Stores options in SQLite.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Stores options in an SQLite database, which is created where it is missing.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The connection string, for example <c>Data Source=options.db</c>.</param>
    /// <param name="settings">How the database behaves; the defaults if <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static OptionsSdkBuilder UseSqlite(this OptionsSdkBuilder builder, string connectionString, SqliteOptionDatabaseSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UseDatabase(services => new SqliteOptionDatabase(
            connectionString,
            settings,
            services.GetService<ILogger<SqliteOptionDatabase>>(),
            services.GetService<TimeProvider>()));
    }
}
