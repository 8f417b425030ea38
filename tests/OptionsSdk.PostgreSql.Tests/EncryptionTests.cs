using OptionsSdk.Errors;
using OptionsSdk.Servers;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>A server that admits nobody without TLS, with a certificate of its own.</summary>
public sealed class EncryptionTests(SharedServer shared) : PostgreSqlTests(shared)
{
    [Fact]
    public async Task A_server_that_requires_TLS_refuses_plain_connections_by_name_and_takes_encrypted_ones()
    {
        await using var server = await PostgreSqlServer.StartAsync("fsync=off");
        var certificate = new SelfSigned();
        await server.WriteFileAsync("server.crt", certificate.Certificate);
        await server.WriteFileAsync("server.key", certificate.Key);
        await SharedServer.ExecuteAsync(server.ConnectionString(), "alter system set ssl = on");
        await server.WriteFileAsync("pg_hba.conf", "hostssl all all 127.0.0.1/32 trust\n");
        await SharedServer.ExecuteAsync(server.ConnectionString(), "select pg_reload_conf()");
        await UntilEncryptedAsync(server);

        var plain = Make($"{server.ConnectionString()};SSL Mode=Disable;Timeout=30");
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await plain.InitializeAsync(Cancellation));
        Assert.Contains("only with encryption", error.Problem, StringComparison.Ordinal);
        Assert.Contains("SSL Mode=Require", error.Remedy, StringComparison.Ordinal);

        // Reading, writing and listening are all encrypted.
        var secret = $"{server.ConnectionString()};SSL Mode=Require;Timeout=30";
        var writer = await OpenAsync(secret);
        var signals = await WatchAsync(await OpenAsync(secret));
        await SetAsync(writer, "a", "1");
        await UntilAsync(() => signals.Contains(1));
        Assert.Equal(0L, await SharedServer.ExecuteAsync($"{secret};Application Name=asks", "select count(*) from pg_stat_ssl s join pg_stat_activity a using (pid) where a.backend_type = 'client backend' and not s.ssl"));

        // The certificate is checked where that is asked for.
        var unknown = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make($"{server.ConnectionString()};SSL Mode=VerifyFull;Timeout=30").InitializeAsync(Cancellation));
        Assert.Contains("encryption", unknown.Problem, StringComparison.Ordinal);
        Assert.Contains("Root Certificate", unknown.Remedy, StringComparison.Ordinal);
        var root = Path.Combine(server.DataFolder, "server.crt");
        var known = await OpenAsync($"{server.ConnectionString()};SSL Mode=VerifyFull;Root Certificate={root};Timeout=30");
        Assert.Equal("1", (await ReadAsync(known)).Find("a")!.Value);
    }

    private static async Task UntilEncryptedAsync(PostgreSqlServer server)
    {
        for (var isEncrypted = false; !isEncrypted;)
        {
            try
            {
                isEncrypted = "on".Equals(await SharedServer.ExecuteAsync($"{server.ConnectionString()};SSL Mode=Require", "show ssl"));
            }
            catch (Npgsql.NpgsqlException)
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }
}
