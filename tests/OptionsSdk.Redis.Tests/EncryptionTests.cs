using System.Globalization;
using OptionsSdk.Errors;
using OptionsSdk.Servers;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>A server that speaks TLS, with a certificate of its own.</summary>
public sealed class EncryptionTests(Servers servers) : RedisTest(servers)
{
    [Fact]
    public async Task A_server_that_requires_TLS_is_reached_with_it_and_not_without()
    {
        using var folder = new TemporaryFolder();
        var certificate = new SelfSigned();
        await File.WriteAllTextAsync(folder["redis.crt"], certificate.Certificate, Cancellation);
        await File.WriteAllTextAsync(folder["redis.key"], certificate.Key, Cancellation);
        RedisServer server;
        try
        {
            server = await RedisServer.StartAsync(
                "--tls-cert-file", folder["redis.crt"], "--tls-key-file", folder["redis.key"], "--tls-ca-cert-file", folder["redis.crt"], "--tls-auth-clients", "no");
        }
        catch (InvalidOperationException exception)
        {
            ServerProgram.RequireSuccess(false, $"This redis-server was built without TLS: {exception.Message}");
            return;
        }

        await using var running = server;
        var port = await OpenTlsAsync(server);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var plain = Open(Settings(timeout: TimeSpan.FromSeconds(5)), $"{address},password=hunter2,connectTimeout=3000");
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await plain.ReadPositionAsync(Cancellation));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);

        var unknown = Open(Settings(timeout: TimeSpan.FromSeconds(5)), $"{address},ssl=true,sslHost=127.0.0.1,connectTimeout=3000");
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await unknown.ReadPositionAsync(Cancellation));

        var trusted = ConfigurationOptions.Parse($"{address},ssl=true,sslHost=127.0.0.1");
        trusted.TrustIssuer(folder["redis.crt"]);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(trusted);
        await using var cache = new RedisOptionCache(connection, Settings());
        await cache.PutAsync(Image(3, Row("a", "3", 3)), Cancellation);
        Assert.Equal("3", (await cache.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    /// <summary>Opens the encrypted port next to the plain one, which the operator keeps.</summary>
    private static async Task<int> OpenTlsAsync(RedisServer server)
    {
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{server.Address},allowAdmin=true");
        for (var attempt = 0; ; attempt++)
        {
            using var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
            free.Start();
            var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            try
            {
                await administrator.GetDatabase().ExecuteAsync("CONFIG", "SET", "tls-port", port.ToString(CultureInfo.InvariantCulture));
                return port;
            }
            catch (RedisServerException) when (attempt < 20)
            {
                // Somebody took the port.
            }
        }
    }
}
