using System.Diagnostics;
using System.Globalization;

namespace OptionsSdk.Servers;

/// <summary>A Redis server of the tests' own on the loopback address, in memory alone: a restart empties it.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly string _program;
    private readonly string[] _settings;
    private ServerProcess? _process;

    private RedisServer(TemporaryFolder folder, string program, int port, string[] settings)
    {
        _folder = folder;
        _program = program;
        Port = port;
        _settings = settings;
    }

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; }

    /// <summary>The server's process, to which signals go.</summary>
    public int ProcessId => (_process ?? throw new InvalidOperationException("The server is not running.")).Id;

    /// <summary>Where the server is, as clients write it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Arguments of redis-server, for every start.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var program = ServerProgram.Require("redis-server", "the package redis-server");
        var folder = new TemporaryFolder();
        return await Loopback.StartAsync(folder, async port =>
        {
            var server = new RedisServer(folder, program, port, settings);
            await server.StartAgainAsync();
            return server;
        });
    }

    /// <summary>Starts the server again, empty, after <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        string[] arguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.Path,
            .. _settings,
        ];
        _process = await ServerProcess.StartAsync(new ProcessStartInfo(_program, arguments), () => Loopback.IsOpenAsync(Port));
    }

    /// <summary>Ends the server without a word.</summary>
    public async Task KillAsync()
    {
        Signal.SendKill(ProcessId);
        await _process!.WaitForExitAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _folder.Dispose();
    }
}
