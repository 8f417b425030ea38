using System.Data.Common;

namespace OptionsSdk.Relational;

/// <summary>
/// Statements that need no answer of each other: one round trip where the provider has batches, one after the other where it has none.
/// </summary>
internal sealed class StoreRound(StoreSession session)
{
    private readonly List<Statement> _statements = [];

    /// <summary>Adds a statement that has no rows.</summary>
    public void Add(string sql, params (string Name, object? Value)[] parameters) => _statements.Add(new(sql, null, parameters));

    /// <summary>Adds a query, also one whose rows nobody wants.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="read">Called for each row.</param>
    /// <param name="parameters">The parameters, by their names without a sign.</param>
    public void Add(string sql, Action<DbDataReader> read, params (string Name, object? Value)[] parameters) =>
        _statements.Add(new(sql, read, parameters));

    /// <summary>Runs the statements in their order. The first that fails ends the round.</summary>
    public ValueTask ExecuteAsync(CancellationToken cancellationToken) =>
        session.Connection.CanCreateBatch ? ExecuteTogetherAsync(cancellationToken) : ExecuteOneByOneAsync(cancellationToken);

    private async ValueTask ExecuteTogetherAsync(CancellationToken cancellationToken)
    {
        var batch = session.Batch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in _statements)
            {
                var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Every text is composed of constants of the library and its validated identifiers; values are parameters.
                command.CommandText = statement.Sql;
#pragma warning restore CA2100
                foreach (var (name, value) in statement.Parameters)
                {
                    StoreSession.Set(command.CreateParameter(), command.Parameters, name, value);
                }

                batch.BatchCommands.Add(command);
            }

            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                // Statements without rows have no result here.
                foreach (var read in _statements.Select(statement => statement.Read).OfType<Action<DbDataReader>>())
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        read(reader);
                    }

                    // The error of a statement comes when it is reached.
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask ExecuteOneByOneAsync(CancellationToken cancellationToken)
    {
        // A change of many options repeats few statements: each is prepared once.
        var commands = new Dictionary<string, DbCommand>(StringComparer.Ordinal);
        try
        {
            foreach (var statement in _statements)
            {
                var command = Prepare(commands, statement);
                if (statement.Read is not { } read)
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        read(reader);
                    }
                }
            }
        }
        finally
        {
            foreach (var command in commands.Values)
            {
                await command.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private DbCommand Prepare(Dictionary<string, DbCommand> commands, Statement statement)
    {
        if (commands.TryGetValue(statement.Sql, out var known))
        {
            for (var index = 0; index < statement.Parameters.Length; index++)
            {
                known.Parameters[index].Value = statement.Parameters[index].Value ?? DBNull.Value;
            }

            return known;
        }

        var command = session.Command(statement.Sql);
        commands[statement.Sql] = command;
        foreach (var (name, value) in statement.Parameters)
        {
            StoreSession.Set(command.CreateParameter(), command.Parameters, name, value);
        }

        return command;
    }

    private readonly record struct Statement(string Sql, Action<DbDataReader>? Read, (string Name, object? Value)[] Parameters);
}
