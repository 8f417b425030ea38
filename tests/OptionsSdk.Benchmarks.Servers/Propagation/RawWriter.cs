using System.Globalization;
using Npgsql;

namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>The least that a durable write and a notification take with Npgsql: one prepared statement each, in a transaction of its own.</summary>
internal sealed class RawWriter : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _upsert;
    private readonly NpgsqlCommand _notify;

    private RawWriter(NpgsqlConnection connection)
    {
        _connection = connection;
        _upsert = new("insert into floor values ($1, $2, $3) on conflict (key) do update set value = excluded.value, revision = excluded.revision", connection)
        {
            Parameters = { new NpgsqlParameter<string>(), new NpgsqlParameter<string>(), new NpgsqlParameter<long>() },
        };
        _notify = new("select pg_notify('floor', $1)", connection) { Parameters = { new NpgsqlParameter<string>() } };
    }

    public static async Task<RawWriter> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("create table if not exists floor (key text primary key, value text not null, revision bigint not null)", connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        var writer = new RawWriter(connection);
        await writer._upsert.PrepareAsync();
        await writer._notify.PrepareAsync();
        return writer;
    }

    public Task UpsertAsync(int number, string key = "bench.counter")
    {
        ((NpgsqlParameter<string>)_upsert.Parameters[0]).TypedValue = key;
        ((NpgsqlParameter<string>)_upsert.Parameters[1]).TypedValue = number.ToString(CultureInfo.InvariantCulture);
        ((NpgsqlParameter<long>)_upsert.Parameters[2]).TypedValue = number;
        return _upsert.ExecuteNonQueryAsync();
    }

    public Task NotifyAsync(int number)
    {
        ((NpgsqlParameter<string>)_notify.Parameters[0]).TypedValue = number.ToString(CultureInfo.InvariantCulture);
        return _notify.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _upsert.DisposeAsync();
        await _notify.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
