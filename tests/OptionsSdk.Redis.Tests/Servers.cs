using System.Globalization;
using OptionsSdk.Servers;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(OptionsSdk.Redis.Tests.Servers))]

namespace OptionsSdk.Redis.Tests;

/// <summary>The servers of a test run, each started when a test first needs it. Tests keep apart by namespaces of their own.</summary>
public sealed class Servers : IAsyncDisposable
{
    private static int _namespaces;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private RedisServer? _redis;
    private Task<GarnetServer>? _garnet;
    private ConnectionMultiplexer? _administrator;

    /// <summary>A namespace that nobody else uses.</summary>
    public static string NewNamespace() => string.Create(CultureInfo.InvariantCulture, $"ns-{Interlocked.Increment(ref _namespaces)}");

    /// <summary>Patience for a shared machine; what is about time sets its own.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    public async Task<RedisServer> RedisAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _redis ??= await RedisServer.StartAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<string> RedisAddressAsync() => (await RedisAsync()).Address;

    public async Task<string> GarnetAddressAsync() => (await GarnetAsync()).Address;

    public async Task<GarnetServer> GarnetAsync()
    {
        await _gate.WaitAsync();
        try
        {
            // A server that does not start fails every test at once, instead of each after a time of its own.
            return await (_garnet ??= GarnetServer.StartAsync());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A connection that may do everything.</summary>
    public async Task<ConnectionMultiplexer> AdministratorAsync()
    {
        var server = await RedisAsync();
        await _gate.WaitAsync();
        try
        {
            return _administrator ??= await ConnectionMultiplexer.ConnectAsync($"{server.Address},allowAdmin=true");
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_administrator is not null)
        {
            await _administrator.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        if (_garnet is { IsCompletedSuccessfully: true })
        {
            await (await _garnet).DisposeAsync();
        }

        _gate.Dispose();
    }
}
