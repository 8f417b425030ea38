using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using Corpus.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionsSdk;
using OptionsSdk.Sqlite;
using OptionsSdk.Store;

namespace Corpus.Start;

/// <summary>What one process measures.</summary>
internal static class Cases
{
    private const int Options = 1_500;
    private const int WarmRounds = 60;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args[0])
        {
            case "register":
                await RegisterAsync(onDemand: true);
                break;
            case "declare":
                await RegisterAsync(onDemand: false);
                break;
            case "reflect":
                Measure(static () => Reflect());
                break;
            case "array":
                Measure(static () => BigArray.Create());
                break;
            case "configure":
                Measure(static () => Configured.ResolveAll());
                break;
            case "apply":
                await ApplyAsync();
                break;
            case "seed":
                await SeedAsync(args[1]);
                break;
            case "sqlite-ours":
                await SqliteOursAsync(args[1]);
                break;
            case "sqlite-raw":
                SqliteRaw(args[1]);
                break;
            case "sqlite-ef":
                SqliteEntityFramework(args[1]);
                break;
            default:
                PrintProcess();
                break;
        }

        return 0;
    }

    private static void Measure(Func<object> work)
    {
        Once("first", work);
        for (var round = 0; round < WarmRounds; round++)
        {
            GC.KeepAlive(work());
        }

        Thread.Sleep(300);
        for (var round = 0; round < 11; round++)
        {
            Once("warm", work);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Once(string name, Func<object> work)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var wall = Stopwatch.GetTimestamp();
        var jit = JitInfo.GetCompilationTime(currentThread: true);
        var methods = JitInfo.GetCompiledMethodCount(currentThread: true);
        var cpu = Clock.Thread;
        var result = work();
        cpu = Clock.Thread - cpu;
        jit = JitInfo.GetCompilationTime(currentThread: true) - jit;
        methods = JitInfo.GetCompiledMethodCount(currentThread: true) - methods;
        var elapsed = Stopwatch.GetElapsedTime(wall).TotalNanoseconds;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        GC.KeepAlive(result);
        Print(name, cpu, elapsed, bytes);
        Print(name + "-jit", jit.TotalNanoseconds, jit.TotalNanoseconds, methods * 1024);
    }

    private static void Print(string name, double cpu, double wall, long bytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {cpu:F0} {wall:F0} {bytes}"));

    // The processor's time includes the runtime's own start, which is the same for all.
    private static void PrintProcess(string name = "process")
    {
        var cpu = Clock.Process;
        using var process = Process.GetCurrentProcess();
        Print(name, cpu, (DateTime.Now - process.StartTime).TotalNanoseconds, GC.GetTotalAllocatedBytes());
    }

    private static IConfiguration Settings() =>
        new ConfigurationBuilder().AddInMemoryCollection([new("part0:host1", "from-settings")]).Build();

    private static async Task RegisterAsync(bool onDemand)
    {
        await using var store = new OptionStore(new MemoryDatabase());
        await store.StartAsync();
        var settings = Settings();
        var managers = new List<OptionManager>();
        Measure(() =>
        {
            var manager = new OptionManager(global::OptionsSdk.Generated.Registries.Corpus.Create(), store, settings, new() { DeclareOnDemand = onDemand });
            managers.Add(manager);
            return manager;
        });
        if (managers[0].All.Count != Options || managers[^1].Group<Part0Options>().Host1 != "from-settings")
        {
            throw new InvalidOperationException("The options are not registered.");
        }
    }

    private static Dictionary<string, Entry> Reflect()
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var type in PlainTypes.All)
        {
            var defaults = Activator.CreateInstance(type);
            foreach (var property in type.GetProperties())
            {
                if (property.GetCustomAttribute<SettingAttribute>() is { } setting)
                {
                    entries.Add(setting.Key, new(setting.Key, setting.Flags, property.PropertyType, property.GetValue(defaults)));
                }
            }
        }

        return entries;
    }

    private static ImmutableArray<StoreRow> Rows(long revision, int variant) =>
        [.. Enumerable.Range(0, Options).Select(index => new StoreRow(Key(index), Value(index, variant), revision, DateTime.UnixEpoch, null, default, null))];

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"part{index / 10}.{(index % 5) switch
    {
        0 => "limit",
        1 => "host",
        2 => "enabled",
        3 => "timeout",
        _ => "rate",
    }}{index % 10}");

    private static string Value(int index, int variant) => (index % 5) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{1000 + variant}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"\"stored-{variant}\""),
        2 => variant % 2 == 0 ? "false" : "true",
        3 => string.Create(CultureInfo.InvariantCulture, $"\"00:00:{10 + (variant % 40)}\""),
        _ => variant % 2 == 0 ? "0.25" : "0.75",
    };

    private static StorePosition At(long revision) => new(1, revision, new Guid((int)revision, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]));

    private static async Task ApplyAsync()
    {
        var database = new MemoryDatabase();
        await using var store = new OptionStore(database);
        using var manager = new OptionManager(global::OptionsSdk.Generated.Registries.Corpus.Create(), store, Settings());
        await store.StartAsync();
        for (var round = 1; round < 300; round++)
        {
            var isLate = round > 250;
            database.Next = new(At(round * 2), At(round * 2), true, Rows(round * 2, round));
            await RefreshAsync(store, round == 1 ? "first" : isLate ? "changed" : null);
            if (manager.Group<Part1Options>().Limit0 != 1000 + round)
            {
                throw new InvalidOperationException("The rows are not in force: " + manager.InvalidValues.Count);
            }

            database.Next = new(At((round * 2) + 1), At((round * 2) + 1), true, Rows(round * 2, round));
            await RefreshAsync(store, isLate ? "same" : null);
            database.Next = null;
            await RefreshAsync(store, isLate ? "nothing" : null);
        }
    }

    private static async Task RefreshAsync(OptionStore store, string? name)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Clock.Process;
        var wall = Stopwatch.GetTimestamp();
        await store.RefreshAsync();
        var elapsed = Stopwatch.GetElapsedTime(wall).TotalNanoseconds;
        cpu = Clock.Process - cpu;
        if (name is not null)
        {
            Print(name, cpu, elapsed, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        }
    }

    private static async Task SeedAsync(string connection)
    {
        await using var database = new SqliteOptionDatabase(connection);
        await database.InitializeAsync();
        await database.CommitAsync(new(
            Guid.NewGuid(), [.. Enumerable.Range(0, Options).Select(static index => new StoreWrite(Key(index), Value(index, 1)))], default, null, null, DateTime.UtcNow));
    }

    private static async Task SqliteOursAsync(string connection)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Settings());
        services.AddOptionsSdk().UseSqlite(connection);
        await using var provider = services.BuildServiceProvider();
        var starting = provider.GetServices<IHostedService>().Cast<IHostedLifecycleService>().ToArray();
        foreach (var service in starting)
        {
            await service.StartingAsync(CancellationToken.None);
            await service.StartAsync(CancellationToken.None);
        }

        if (provider.GetRequiredService<Part1Options>().Limit0 != 1001
            || provider.GetRequiredService<OptionManager>().Store!.Image.Rows.Count != Options)
        {
            throw new InvalidOperationException("The rows are not in force.");
        }

        PrintProcess();

        // What a host does when its services have started: the groups that nobody needed yet.
        foreach (var service in starting)
        {
            await service.StartedAsync(CancellationToken.None);
        }

        PrintProcess("started");
    }

    private static void SqliteRaw(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select key, value, revision from opt_value";
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<string, (string Value, long Revision)>(StringComparer.Ordinal);
        while (reader.Read())
        {
            rows.Add(reader.GetString(0), (reader.GetString(1), reader.GetInt64(2)));
        }

        RequireAll(rows.Count);
        PrintProcess();
    }

    private static void SqliteEntityFramework(string connection)
    {
        using var context = new StoredValues(connection);
        RequireAll(context.Set<StoredValue>().ToList().Count);
        PrintProcess();
    }

    private static void RequireAll(int rows)
    {
        if (rows != Options)
        {
            throw new InvalidOperationException("Rows are missing.");
        }
    }
}
