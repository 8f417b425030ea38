using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionsSdk;
using Quickstart.Catalogue;

namespace Quickstart.Demo;

/// <summary>What the steps share: a database in a folder of its own, a host on it that can be restarted, and an audience.</summary>
internal sealed class Stage(TextWriter output) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("options-quickstart-");
    private IHost? _host;

    public string DatabaseFile => Path.Combine(_folder.FullName, "options.db");

    public OptionManager Options => Get<OptionManager>();

    public MailOptions Mail => Get<MailOptions>();

    public T Get<T>()
        where T : notnull => (_host ?? throw new InvalidOperationException("The host is not running.")).Services.GetRequiredService<T>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = OptionsHost.CreateBuilder(DatabaseFile);

        // The steps say themselves what happens, also what the log would call an error.
        builder.Logging.ClearProviders();
        _host = builder.Build();
        await _host.StartAsync(cancellationToken);
    }

    public async Task StopAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
            _host = null;
        }
    }

    public void Say(string text) => output.WriteLine($"   {text.ReplaceLineEndings($"{Environment.NewLine}   ")}");

    public void Expect([DoesNotReturnIf(false)] bool condition, string expectation)
    {
        if (!condition)
        {
            throw new StepFailedException($"Expected: {expectation}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }
}
