using System.Data.Common;

namespace OptionsSdk.Relational;

/// <summary>An open connection and the transaction that its commands belong to.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Transaction">The transaction, if the provider models it as an object.</param>
/// <param name="Frame">What the provider adds to a write transaction, if anything.</param>
/// <param name="CommandTimeout">How long a command may take, in whole seconds; the connection's own time if <see langword="null"/>.</param>
internal readonly record struct StoreSession(
    DbConnection Connection,
    DbTransaction? Transaction = null,
    StoreWriteFrame? Frame = null,
    int? CommandTimeout = null)
{
    public DbCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Every text is composed of constants of the library and its validated identifiers; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = Transaction;
        if (CommandTimeout is { } seconds)
        {
            command.CommandTimeout = seconds;
        }

        return command;
    }

    /// <summary>Makes an empty batch. Only for providers that have batches.</summary>
    public DbBatch Batch()
    {
        var batch = Connection.CreateBatch();
        batch.Transaction = Transaction;
        if (CommandTimeout is { } seconds)
        {
            batch.Timeout = seconds;
        }

        return batch;
    }

    /// <summary>Names a parameter, gives it its value and adds it.</summary>
    public static void Set(DbParameter parameter, DbParameterCollection parameters, string name, object? value)
    {
        parameter.ParameterName = "@" + name;
        parameter.Value = value ?? DBNull.Value;
        parameters.Add(parameter);
    }
}
