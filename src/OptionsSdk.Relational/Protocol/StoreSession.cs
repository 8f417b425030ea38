using System.Data.Common;

namespace OptionsSdk.Relational;

/// <summary>An open connection and the transaction that its commands belong to.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Transaction">The transaction, if the provider models it as an object.</param>
internal readonly record struct StoreSession(DbConnection Connection, DbTransaction? Transaction = null)
{
    public DbCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Every text is composed of constants of this assembly and its dialects; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = Transaction;
        return command;
    }
}
