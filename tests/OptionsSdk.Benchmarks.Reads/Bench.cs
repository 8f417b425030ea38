using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OptionsSdk.Benchmarks.Reads;

/// <summary>A host as users have it: options in SQLite, followed and with settings attached.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo _folder;

    private Bench(IHost host, DirectoryInfo folder) => (_host, _folder) = (host, folder);

    public BenchOptions Options => _host.Services.GetRequiredService<BenchOptions>();

    public OptionManager Manager => _host.Services.GetRequiredService<OptionManager>();

    public static async Task<Bench> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("options-bench-");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Options:bench:text15", "from-settings")]);
        builder.Services.AddOptionsSdk().UseSqlite($"Data Source={Path.Combine(folder.FullName, "options.db")}");
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        var bench = new Bench(host, folder);
        await bench.Options.SetNumber3Async(33, by: "bench", because: "a stored value").ConfigureAwait(false);
        return bench;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
        _folder.Delete(recursive: true);
    }
}
