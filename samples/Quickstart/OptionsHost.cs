using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionsSdk;

namespace Quickstart;

/// <summary>How an application takes the options in: the usual host, and two calls.</summary>
internal static class OptionsHost
{
    /// <summary>Longer than any use of this program, so that nothing but change detection can bring news of another process.</summary>
    public static readonly TimeSpan SyncInterval = TimeSpan.FromMinutes(10);

    public static HostApplicationBuilder CreateBuilder(string databaseFile)
    {
        // The settings lie beside the program, wherever it is started from.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services
            .AddOptionsSdk()
            .UseSqlite(ConnectionString(databaseFile))
            .StartAs(StartupMode.Required)
            .ConfigureStore(static store => store.SyncInterval = SyncInterval);

        // Output belongs to whoever asked; what the log has to say goes beside it.
        builder.Logging.ClearProviders().AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    public static string ConnectionString(string databaseFile) => new SqliteConnectionStringBuilder { DataSource = databaseFile }.ToString();
}
