using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MultiNode.Nodes.Events;
using OptionsSdk;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace MultiNode.Nodes;

/// <summary>
/// One node of the fleet: an application as anybody would write it, which takes commands by lines of its input and tells what happens by
/// lines of JSON.
/// </summary>
internal static class NodeProgram
{
    /// <summary>The first argument of a node.</summary>
    public const string Verb = "node";

    /// <summary>Where a node finds PostgreSQL. A connection string may hold a password, and arguments are seen by everybody on a machine.</summary>
    public const string PostgresVariable = "MULTINODE_POSTGRES";

    /// <summary>Where a node finds Redis.</summary>
    public const string RedisVariable = "MULTINODE_REDIS";

    /// <summary>Asks for a <see cref="NodeStatus"/>.</summary>
    public const string StatusCommand = "status";

    /// <summary>Asks for a write; the version follows.</summary>
    public const string WriteCommand = "write";

    // What no message told of is found by the next tick. Short, so that the demonstration need not wait for its whole length.
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(5);

    // How long a write looks for a database that is away before it is refused.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string name, TextWriter output)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddOptionsSdk()
            .UsePostgreSql(Environment.GetEnvironmentVariable(PostgresVariable)!, new() { WriteTimeout = WriteTimeout })
            .UseRedis(Environment.GetEnvironmentVariable(RedisVariable)!)
            .JoinFleet(name)
            .ConfigureStore(static store => store.SyncInterval = SyncInterval);
        builder.Services.AddHealthChecks().AddCheck<OptionHealthCheck>("options");

        // The demonstration says itself what happens, also what the log would call an error.
        builder.Logging.ClearProviders();

        using var meters = new NodeMeters();
        using var host = builder.Build();
        await host.StartAsync();
        var options = host.Services.GetRequiredService<OptionManager>();
        var release = host.Services.GetRequiredService<ReleaseOptions>();
        var lines = TextWriter.Synchronized(output);
        using var changes = options.OnChange(ReleaseOptions.Keys.ServerVersion, change => Tell(lines, new VersionSeen(change.NewValue, Stopwatch.GetTimestamp())));
        await using var reader = new InvariantReader(release);
        Tell(lines, new NodeReady(Environment.ProcessId));

        while (await Console.In.ReadLineAsync() is { } command)
        {
            await (command.StartsWith(WriteCommand, StringComparison.Ordinal)
                ? WriteAsync(options, lines, int.Parse(command[WriteCommand.Length..], CultureInfo.InvariantCulture))
                : TellStatusAsync(host.Services, meters, reader, lines));
        }

        await host.StopAsync();
    }

    private static async Task WriteAsync(OptionManager options, TextWriter lines, int version)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var batch = new OptionBatch().Set(ReleaseOptions.Keys.ServerVersion, version).Set(ReleaseOptions.Keys.ClientVersion, version);
            var written = await options.WriteAsync(batch, by: "demonstration");
            Tell(lines, new WriteDone(version, written.Revision, written.CacheUpdated, started, Stopwatch.GetTimestamp()));
        }
        catch (OptionException exception)
        {
            Tell(lines, new WriteRefused(version, exception.Id, exception.Problem, started, Stopwatch.GetTimestamp()));
        }
    }

    private static async Task TellStatusAsync(IServiceProvider services, NodeMeters meters, InvariantReader reader, TextWriter lines)
    {
        var options = services.GetRequiredService<OptionManager>();
        var store = options.Store!;
        var health = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var entry = health.Entries.Values.Single();
        var release = options.Capture();
        StorePosition? cache;
        try
        {
            cache = await store.Cache.ReadPositionAsync();
        }
        catch (OptionStoreException)
        {
            // It is away, and the status says so.
            cache = null;
        }

        Tell(lines, new NodeStatus(
            release.Get(ReleaseOptions.Keys.ServerVersion), release.Revision, cache?.Revision, health.Status.ToString(), entry.Description ?? "", reader.Checks, reader.Violations, meters.Read()));
    }

    private static void Tell(TextWriter lines, NodeEvent happened) => lines.WriteLine(JsonSerializer.Serialize(happened, NodeJson.Default.NodeEvent));
}
