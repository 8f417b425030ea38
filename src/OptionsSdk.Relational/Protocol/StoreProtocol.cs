using System.Collections.Immutable;
using System.Data.Common;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Relational;

/// <summary>
/// The statements of the prefix-replica protocol for one namespace. Reads are one statement each, hence one consistent state. Methods
/// that write must run inside a write transaction of the caller, who commits or rolls back. Safe for concurrent use.
/// </summary>
internal sealed class StoreProtocol
{
    private const string HeadColumns = "h.epoch, h.revision, h.token, h.compacted, m.schema_version, m.min_reader, m.min_writer";
    private const string RowColumns = "v.key, v.value, v.revision, v.updated_at, v.updated_by, v.channel, v.reason";
    private const int RowOrdinal = 8;

    private const string SinceToken =
        "(select c.token from opt_commit c where c.ns = h.ns and c.revision = @since) as since_token";

    private const string HeadSource = "from opt_head h join opt_meta m on m.id = 1";

    private const string DeltaQuery =
        $"select {HeadColumns}, {SinceToken}, {RowColumns} {HeadSource} " +
        "left join opt_value v on v.ns = h.ns and v.revision > @since and v.revision <= h.revision where h.ns = @ns";

    private const string FullQuery =
        $"select {HeadColumns}, null, {RowColumns} {HeadSource} " +
        "left join opt_value v on v.ns = h.ns and not v.deleted and v.value is not null where h.ns = @ns";

    private const string RowQuery =
        $"select {HeadColumns}, null, {RowColumns} {HeadSource} " +
        "left join opt_value v on v.ns = h.ns and v.key = @key and not v.deleted and v.value is not null where h.ns = @ns";

    private const string HeadQuery = $"select {HeadColumns}, {SinceToken} {HeadSource} where h.ns = @ns";

    private const string SchemaQuery = "select schema_version, min_reader, min_writer from opt_meta where id = 1";

    private const string HeadExistsQuery = "select count(*) from opt_head where ns = @ns";

    private const string CreateHead =
        "insert into opt_head (ns, epoch, revision, token, compacted, updated_at) values (@ns, 1, 0, @token, 0, @at) " +
        "on conflict (ns) do nothing";

    private const string UpdateHead =
        "update opt_head set epoch = @epoch, revision = @revision, token = @token, updated_at = @at where ns = @ns";

    private const string FindCommit = "select revision, epoch, token from opt_commit where ns = @ns and change_id = @change_id";

    private const string EpochBegunQuery =
        "select at from opt_commit where ns = @ns and epoch = @epoch order by revision limit 1";

    private const string CurrentRow =
        "select v.value, v.revision, v.deleted, " +
        "(select g.secret from opt_change g where g.ns = v.ns and g.key = v.key order by g.revision desc limit 1) as was_secret " +
        "from opt_value v where v.ns = @ns and v.key = @key";

    private const string UpsertRow =
        "insert into opt_value (ns, key, value, revision, deleted, updated_at, updated_by, channel, reason) " +
        "values (@ns, @key, @value, @revision, @deleted, @at, @actor, @channel, @reason) " +
        "on conflict (ns, key) do update set value = excluded.value, revision = excluded.revision, deleted = excluded.deleted, " +
        "updated_at = excluded.updated_at, updated_by = excluded.updated_by, channel = excluded.channel, reason = excluded.reason";

    private const string InsertCommit =
        "insert into opt_commit (ns, revision, epoch, token, change_id, channel, actor, reason, at) " +
        "values (@ns, @revision, @epoch, @token, @change_id, @channel, @actor, @reason, @at)";

    private const string InsertChange =
        "insert into opt_change (ns, revision, key, op, secret, old_value, new_value) " +
        "values (@ns, @revision, @key, @op, @secret, @old_value, @new_value)";

    private const string HistoryQuery =
        "select g.revision, c.change_id, g.old_value, g.new_value, g.op, g.secret, c.channel, c.actor, c.reason, c.at " +
        "from opt_change g join opt_commit c on c.ns = g.ns and c.revision = g.revision " +
        "where g.ns = @ns and g.key = @key order by g.revision desc limit @limit";

    private readonly SqlDialect _dialect;
    private readonly string _database;
    private readonly string _namespace;
    private readonly string _lockedHeadQuery;
    private readonly string _writtenSinceQuery;
    private volatile bool _hadTables;

    /// <summary>Makes the protocol of one namespace.</summary>
    /// <param name="dialect">Where the database differs.</param>
    /// <param name="database">The database's name for messages, without credentials.</param>
    /// <param name="ns">The namespace.</param>
    public StoreProtocol(SqlDialect dialect, string database, string ns)
    {
        _dialect = dialect;
        _database = database;
        _namespace = ns;
        _lockedHeadQuery = HeadQuery + dialect.HeadLock;
        _writtenSinceQuery =
            $"select {RowColumns} from opt_value v where v.ns = @ns and not v.deleted and v.value is not null " +
            $"and {dialect.ComparableTime("v.updated_at")} >= @at order by v.key";
    }

    /// <summary>Says whether the tables and the namespace's head row are there and current, without writing anything.</summary>
    /// <returns><see langword="false"/> if <see cref="CreateSchemaAsync"/> has to be run.</returns>
    /// <exception cref="OptionStoreSchemaException">The schema must not be read, or must not be changed as it would have to be.</exception>
    public async ValueTask<bool> CheckSchemaAsync(StoreSession session, SchemaMode mode, CancellationToken cancellationToken)
    {
        var schema = await ReadSchemaAsync(session, cancellationToken).ConfigureAwait(false);
        if (schema is not { } known)
        {
            return _hadTables ? throw StoreFailures.SchemaLost(_database)
                : mode == SchemaMode.CreateOrUpgrade ? false
                : throw StoreFailures.SchemaMissing(_database);
        }

        if (!known.MayBeRead)
        {
            throw StoreFailures.SchemaNewer(_database, known, write: false);
        }

        if (known.Version < SchemaInfo.Current.Version)
        {
            return mode == SchemaMode.CreateOrUpgrade ? false : throw StoreFailures.SchemaOlder(_database, known);
        }

        using var command = session.Command(HeadExistsQuery);
        Add(command, "ns", _namespace);
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), null) > 0)
        {
            return true;
        }

        return known.MayBeWritten ? false : throw StoreFailures.SchemaNewer(_database, known, write: true);
    }

    /// <summary>Creates or upgrades the tables and creates the namespace's head row, whatever another process did meanwhile.</summary>
    public async ValueTask CreateSchemaAsync(StoreSession session, SchemaMode mode, DateTime now, CancellationToken cancellationToken)
    {
        // Judged again, now under the lock: another process may have created or upgraded the tables in between.
        if (await CheckSchemaAsync(session, mode, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var version = (await ReadSchemaAsync(session, cancellationToken).ConfigureAwait(false))?.Version ?? 0;
        if (version < 0)
        {
            throw StoreFailures.Unreadable(_database, $"the schema version {version}");
        }

        for (; version < _dialect.Upgrades.Length; version++)
        {
            foreach (var statement in _dialect.Upgrades[version])
            {
                using var upgrade = session.Command(statement);
                await upgrade.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        using var head = session.Command(CreateHead);
        Add(head, "ns", _namespace);
        Add(head, "token", _dialect.FromGuid(Guid.Empty));
        Add(head, "at", _dialect.FromTime(now));
        await head.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads what leads from a position to the newest one.</summary>
    /// <returns>The answer, or <see langword="null"/> if the epoch has to be raised first.</returns>
    public async ValueTask<StoreDelta?> ReadAsync(StoreSession session, StorePosition since, CancellationToken cancellationToken)
    {
        if (!since.IsOrigin)
        {
            var (head, rows) = await ReadRowsAsync(session, DeltaQuery, since, null, cancellationToken).ConfigureAwait(false);
            switch (head.Judge(since))
            {
                case StoreCatchUp.Delta:
                    return new(since, head.Position, IsFull: false, rows);
                case StoreCatchUp.HistoryRewritten:
                    return null;
                default:
                    break;
            }
        }

        var (fullHead, fullRows) = await ReadRowsAsync(session, FullQuery, null, null, cancellationToken).ConfigureAwait(false);
        return new(StorePosition.Origin, fullHead.Position, IsFull: true, fullRows);
    }

    /// <summary>Reads one live row and the position.</summary>
    public async ValueTask<StoreRowRead> ReadRowAsync(StoreSession session, string key, CancellationToken cancellationToken)
    {
        var (head, rows) = await ReadRowsAsync(session, RowQuery, null, key, cancellationToken).ConfigureAwait(false);
        return new(rows.IsEmpty ? null : rows[0], head.Position);
    }

    /// <summary>Reads where the namespace stands.</summary>
    public async ValueTask<StorePosition> ReadPositionAsync(StoreSession session, CancellationToken cancellationToken) =>
        (await ReadHeadAsync(session, HeadQuery, since: 0, cancellationToken).ConfigureAwait(false)).Position;

    /// <summary>Reads the live rows written at or after a time.</summary>
    public async ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(
        StoreSession session,
        DateTime since,
        CancellationToken cancellationToken)
    {
        // The head is read for its checks: no rows must not stand for "no such namespace".
        await ReadHeadAsync(session, HeadQuery, since: 0, cancellationToken).ConfigureAwait(false);
        using var command = session.Command(_writtenSinceQuery);
        Add(command, "ns", _namespace);
        Add(command, "at", _dialect.FromTime(ToUtc(since)));
        var rows = new List<StoreRow>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(ReadRow(reader, 0));
            }
        }

        return rows;
    }

    /// <summary>Finds the revision of a change.</summary>
    public async ValueTask<long?> FindChangeAsync(StoreSession session, Guid changeId, CancellationToken cancellationToken)
    {
        await ReadHeadAsync(session, HeadQuery, since: 0, cancellationToken).ConfigureAwait(false);
        return (await FindCommitAsync(session, changeId, cancellationToken).ConfigureAwait(false))?.Revision;
    }

    /// <summary>Reads the change log of one key, newest first.</summary>
    public async ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(
        StoreSession session,
        string key,
        int limit,
        CancellationToken cancellationToken)
    {
        await ReadHeadAsync(session, HeadQuery, since: 0, cancellationToken).ConfigureAwait(false);
        using var command = session.Command(HistoryQuery);
        Add(command, "ns", _namespace);
        Add(command, "key", key);
        Add(command, "limit", limit);
        var changes = new List<StoreChange>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                changes.Add(new(
                    key,
                    reader.GetInt64(0),
                    _dialect.ReadGuid(reader, 1) ?? Guid.Empty,
                    ReadText(reader, 2),
                    ReadText(reader, 3),
                    (ChangeOperation)reader.GetInt16(4) == ChangeOperation.Delete,
                    reader.GetBoolean(5),
                    ReadChannel(reader, 6),
                    ReadText(reader, 7),
                    ReadText(reader, 8),
                    _dialect.ReadTime(reader, 9)));
            }
        }

        return changes;
    }

    /// <summary>
    /// Raises the epoch above a position that is no part of this history, if under the lock that is still so. The commit row keeps the
    /// new position provable for followers.
    /// </summary>
    /// <returns>The new position, or <see langword="null"/> if there was nothing to raise.</returns>
    /// <exception cref="OptionStoreUnavailableException">The epoch was raised less than a minute ago.</exception>
    public async ValueTask<StorePosition?> RaiseEpochAsync(
        StoreSession session,
        StorePosition since,
        DateTime now,
        CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(session, _lockedHeadQuery, since.Revision, cancellationToken).ConfigureAwait(false);
        RequireWritable(head);
        if (head.Judge(since) != StoreCatchUp.HistoryRewritten)
        {
            return null;
        }

        var position = head.Position;
        if (since.IsImplausiblyAheadOf(position))
        {
            throw StoreFailures.ImplausiblePosition(_database, position, since);
        }

        // The first epoch was raised by nobody.
        if (position.Epoch > 1
            && StorePosition.IsEpochTooYoung(await ReadEpochBegunAsync(session, position.Epoch, cancellationToken).ConfigureAwait(false), now))
        {
            throw StoreFailures.RaisedTooOften(_database, position, since);
        }

        var raised = new StorePosition(
            Math.Max(position.Epoch, since.Epoch) + 1,
            Math.Max(position.Revision, since.Revision) + 1,
            Guid.NewGuid());
        var commit = new StoreCommit(
            Guid.NewGuid(),
            [],
            OptionChannel.Unknown,
            null,
            $"A replica had seen {since}, which is not part of this history that stood at {position}.",
            now);
        await MoveHeadAsync(session, raised, commit, cancellationToken).ConfigureAwait(false);
        return raised;
    }

    /// <summary>Judges and writes a change inside the caller's write transaction.</summary>
    /// <returns>The answer. The caller commits the transaction only for <see cref="StoreCommitOutcome.Committed"/>.</returns>
    public async ValueTask<StoreCommitResult> CommitAsync(StoreSession session, StoreCommit commit, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(session, _lockedHeadQuery, since: 0, cancellationToken).ConfigureAwait(false);
        RequireWritable(head);
        if (await FindCommitAsync(session, commit.ChangeId, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return Nothing(StoreCommitOutcome.AlreadyCommitted, earlier);
        }

        var judged = await JudgeAsync(session, commit, cancellationToken).ConfigureAwait(false);
        if (!judged.Conflicts.IsEmpty)
        {
            return Nothing(StoreCommitOutcome.Conflict, head.Position) with { Conflicts = judged.Conflicts };
        }

        if (judged.Writes.Count == 0)
        {
            return Nothing(StoreCommitOutcome.Unchanged, head.Position);
        }

        var next = new StorePosition(head.Position.Epoch, head.Position.Revision + 1, Guid.NewGuid());
        await MoveHeadAsync(session, next, commit, cancellationToken).ConfigureAwait(false);
        var rows = await WriteAsync(session, commit, judged.Writes, next.Revision, cancellationToken).ConfigureAwait(false);
        return new(StoreCommitOutcome.Committed, new(head.Position, next, IsFull: false, rows), []);
    }

    /// <summary>Refuses a change that cannot become one revision.</summary>
    /// <exception cref="ArgumentException">There is no write, or a key comes twice.</exception>
    public static void Validate(StoreCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Writes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A commit has at least one write.", nameof(commit));
        }

        var keys = new HashSet<string>(commit.Writes.Length, StringComparer.Ordinal);
        foreach (var write in commit.Writes)
        {
            if (!keys.Add(write.Key))
            {
                throw new ArgumentException($"The key '{write.Key}' is written twice in one commit.", nameof(commit));
            }
        }
    }

    private static StoreCommitResult Nothing(StoreCommitOutcome outcome, StorePosition position) =>
        new(outcome, new(position, position, IsFull: false, []), []);

    private void RequireWritable(StoreHead head)
    {
        if (!head.Schema.MayBeWritten)
        {
            throw StoreFailures.SchemaNewer(_database, head.Schema, write: true);
        }
    }

    private async ValueTask<SchemaInfo?> ReadSchemaAsync(StoreSession session, CancellationToken cancellationToken)
    {
        using (var exists = session.Command(_dialect.SchemaExists))
        {
            if (Convert.ToInt64(await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), null) == 0)
            {
                return null;
            }
        }

        using var command = session.Command(SchemaQuery);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2))
                : throw StoreFailures.Unreadable(_database, "no row in opt_meta");
        }
    }

    private async ValueTask<StoreHead> ReadHeadAsync(StoreSession session, string sql, long since, CancellationToken cancellationToken)
    {
        using var command = session.Command(sql);
        Add(command, "ns", _namespace);
        Add(command, "since", since);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? ReadHead(reader)
                : throw StoreFailures.NamespaceMissing(_database, _namespace);
        }
    }

    private async ValueTask<(StoreHead Head, ImmutableArray<StoreRow> Rows)> ReadRowsAsync(
        StoreSession session,
        string sql,
        StorePosition? since,
        string? key,
        CancellationToken cancellationToken)
    {
        using var command = session.Command(sql);
        Add(command, "ns", _namespace);
        if (since is { } position)
        {
            Add(command, "since", position.Revision);
        }

        if (key is not null)
        {
            Add(command, "key", key);
        }

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                throw StoreFailures.NamespaceMissing(_database, _namespace);
            }

            var head = ReadHead(reader);
            var rows = ImmutableArray.CreateBuilder<StoreRow>();
            do
            {
                if (!await reader.IsDBNullAsync(RowOrdinal, cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(ReadRow(reader, RowOrdinal));
                }
            }
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false));

            return (head, rows.DrainToImmutable());
        }
    }

    private StoreHead ReadHead(DbDataReader reader)
    {
        var schema = new SchemaInfo(reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6));
        if (!schema.MayBeRead)
        {
            throw StoreFailures.SchemaNewer(_database, schema, write: false);
        }

        var token = _dialect.ReadGuid(reader, 2) ?? throw StoreFailures.Unreadable(_database, "a head row whose token is no identity");
        _hadTables = true;
        return new(
            new(reader.GetInt64(0), reader.GetInt64(1), token),
            reader.GetInt64(3),
            schema,
            reader.IsDBNull(7) ? null : _dialect.ReadGuid(reader, 7));
    }

    private StoreRow ReadRow(DbDataReader reader, int ordinal) => new(
        reader.GetString(ordinal),
        ReadText(reader, ordinal + 1),
        reader.GetInt64(ordinal + 2),
        _dialect.ReadTime(reader, ordinal + 3),
        ReadText(reader, ordinal + 4),
        ReadChannel(reader, ordinal + 5),
        ReadText(reader, ordinal + 6));

    private async ValueTask<StorePosition?> FindCommitAsync(StoreSession session, Guid changeId, CancellationToken cancellationToken)
    {
        using var command = session.Command(FindCommit);
        Add(command, "ns", _namespace);
        Add(command, "change_id", _dialect.FromGuid(changeId));
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new(reader.GetInt64(1), reader.GetInt64(0), _dialect.ReadGuid(reader, 2) ?? Guid.Empty)
                : null;
        }
    }

    private async ValueTask<DateTime?> ReadEpochBegunAsync(StoreSession session, long epoch, CancellationToken cancellationToken)
    {
        using var command = session.Command(EpochBegunQuery);
        Add(command, "ns", _namespace);
        Add(command, "epoch", epoch);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? _dialect.ReadTime(reader, 0) : null;
        }
    }

    private async ValueTask<JudgedCommit> JudgeAsync(StoreSession session, StoreCommit commit, CancellationToken cancellationToken)
    {
        var conflicts = ImmutableArray.CreateBuilder<KeyValuePair<string, long>>();
        var writes = new List<JudgedWrite>(commit.Writes.Length);
        using var command = session.Command(CurrentRow);
        Add(command, "ns", _namespace);
        var key = Add(command, "key", string.Empty);
        foreach (var write in commit.Writes)
        {
            key.Value = write.Key;
            long liveRevision = 0;
            string? oldValue = null;
            var wasSecret = false;
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    && !reader.GetBoolean(2)
                    && ReadText(reader, 0) is { } value)
                {
                    oldValue = value;
                    liveRevision = reader.GetInt64(1);
                    wasSecret = !await reader.IsDBNullAsync(3, cancellationToken).ConfigureAwait(false) && reader.GetBoolean(3);
                }
            }

            if (write.ExpectedRevision is { } expected && expected != liveRevision)
            {
                conflicts.Add(new(write.Key, liveRevision));
            }

            if (write.Value is not null || oldValue is not null)
            {
                // The one who writes now may not know any more, or not yet, that the value is a secret; the one who wrote it knew.
                writes.Add(new(write, write.IsSecret || wasSecret ? null : oldValue));
            }
        }

        return new(conflicts.DrainToImmutable(), writes);
    }

    private async ValueTask MoveHeadAsync(
        StoreSession session,
        StorePosition position,
        StoreCommit commit,
        CancellationToken cancellationToken)
    {
        var at = _dialect.FromTime(ToUtc(commit.At));
        using (var head = session.Command(UpdateHead))
        {
            Add(head, "ns", _namespace);
            Add(head, "epoch", position.Epoch);
            Add(head, "revision", position.Revision);
            Add(head, "token", _dialect.FromGuid(position.Token));
            Add(head, "at", at);
            await head.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        using var insert = session.Command(InsertCommit);
        Add(insert, "ns", _namespace);
        Add(insert, "revision", position.Revision);
        Add(insert, "epoch", position.Epoch);
        Add(insert, "token", _dialect.FromGuid(position.Token));
        Add(insert, "change_id", _dialect.FromGuid(commit.ChangeId));
        Add(insert, "channel", (short)commit.Channel);
        Add(insert, "actor", commit.Actor);
        Add(insert, "reason", commit.Reason);
        Add(insert, "at", at);
        await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ImmutableArray<StoreRow>> WriteAsync(
        StoreSession session,
        StoreCommit commit,
        List<JudgedWrite> writes,
        long revision,
        CancellationToken cancellationToken)
    {
        var at = ToUtc(commit.At);
        using var upsert = session.Command(UpsertRow);
        Add(upsert, "ns", _namespace);
        Add(upsert, "revision", revision);
        Add(upsert, "at", _dialect.FromTime(at));
        Add(upsert, "actor", commit.Actor);
        Add(upsert, "channel", (short)commit.Channel);
        Add(upsert, "reason", commit.Reason);
        var rowKey = Add(upsert, "key", string.Empty);
        var rowValue = Add(upsert, "value", null);
        var rowDeleted = Add(upsert, "deleted", false);

        using var change = session.Command(InsertChange);
        Add(change, "ns", _namespace);
        Add(change, "revision", revision);
        var changeKey = Add(change, "key", string.Empty);
        var changeOperation = Add(change, "op", (short)ChangeOperation.Set);
        var changeSecret = Add(change, "secret", false);
        var oldValue = Add(change, "old_value", null);
        var newValue = Add(change, "new_value", null);

        var rows = ImmutableArray.CreateBuilder<StoreRow>(writes.Count);
        foreach (var (write, loggedOldValue) in writes)
        {
            rowKey.Value = write.Key;
            rowValue.Value = (object?)write.Value ?? DBNull.Value;
            rowDeleted.Value = write.Value is null;
            await upsert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

            changeKey.Value = write.Key;
            changeOperation.Value = (short)(write.Value is null ? ChangeOperation.Delete : ChangeOperation.Set);
            changeSecret.Value = write.IsSecret;
            oldValue.Value = (object?)loggedOldValue ?? DBNull.Value;
            newValue.Value = write.IsSecret || write.Value is null ? DBNull.Value : write.Value;
            await change.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

            rows.Add(new(write.Key, write.Value, revision, at, commit.Actor, commit.Channel, commit.Reason));
        }

        return rows.DrainToImmutable();
    }

    private static DateTime ToUtc(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    private static string? ReadText(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private static OptionChannel ReadChannel(DbDataReader reader, int ordinal)
    {
        var channel = reader.GetInt64(ordinal);
        return channel is >= 0 and <= (long)OptionChannel.KillSwitch ? (OptionChannel)channel : OptionChannel.Unknown;
    }

    private static DbParameter Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private readonly record struct JudgedCommit(ImmutableArray<KeyValuePair<string, long>> Conflicts, List<JudgedWrite> Writes);

    private readonly record struct JudgedWrite(StoreWrite Write, string? LoggedOldValue);
}
