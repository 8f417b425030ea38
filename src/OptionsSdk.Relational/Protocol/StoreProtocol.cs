using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Relational;

/// <summary>
/// The statements of the prefix-replica protocol for one namespace. Reads are one statement each, hence one consistent state. Methods
/// that write must run inside a write transaction of the caller, who commits or rolls back. Safe for concurrent use.
/// </summary>
internal sealed class StoreProtocol
{
    private const int RowOrdinal = 8;

    private readonly SqlDialect _dialect;
    private readonly string _database;
    private readonly string _namespace;
    private readonly StoreStatements _statements;
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
        _statements = new(dialect);
    }

    /// <summary>Says whether the tables and the namespace's head row are there and current, without writing anything.</summary>
    /// <returns><see langword="false"/> if <see cref="CreateSchemaAsync"/> has to be run.</returns>
    /// <exception cref="OptionStoreSchemaException">The schema must not be read, or must not be changed as it would have to be.</exception>
    public async ValueTask<bool> CheckSchemaAsync(StoreSession session, SchemaMode mode, CancellationToken cancellationToken)
    {
        if (mode == SchemaMode.None)
        {
            return true;
        }

        var schema = await ReadSchemaAsync(session, cancellationToken).ConfigureAwait(false);
        if (schema is not { } known)
        {
            return _hadTables ? throw StoreFailures.SchemaLost(_database)
                : mode == SchemaMode.CreateOrUpgrade ? false
                : throw StoreFailures.SchemaMissing(_database, _dialect.SchemaRemedy);
        }

        if (!known.MayBeRead)
        {
            throw StoreFailures.SchemaNewer(_database, known, write: false);
        }

        if (known.Version < SchemaInfo.Current.Version)
        {
            return mode == SchemaMode.CreateOrUpgrade ? false : throw StoreFailures.SchemaOlder(_database, known, _dialect.SchemaRemedy);
        }

        using var command = session.Command(_statements.HeadExists);
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

        using var head = session.Command(_statements.CreateHead);
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
            var (head, rows) = await ReadRowsAsync(session, _statements.Delta, since, null, cancellationToken).ConfigureAwait(false);
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

        var (fullHead, fullRows) = await ReadRowsAsync(session, _statements.Full, null, null, cancellationToken).ConfigureAwait(false);
        return new(StorePosition.Origin, fullHead.Position, IsFull: true, fullRows);
    }

    /// <summary>Reads one live row and the position.</summary>
    public async ValueTask<StoreRowRead> ReadRowAsync(StoreSession session, string key, CancellationToken cancellationToken)
    {
        var (head, rows) = await ReadRowsAsync(session, _statements.Row, null, key, cancellationToken).ConfigureAwait(false);
        return new(rows.IsEmpty ? null : rows[0], head.Position);
    }

    /// <summary>Reads where the namespace stands.</summary>
    public async ValueTask<StorePosition> ReadPositionAsync(StoreSession session, CancellationToken cancellationToken) =>
        (await ReadHeadAsync(session, _statements.Head, since: 0, cancellationToken).ConfigureAwait(false)).Position;

    /// <summary>Reads the live rows written at or after a time.</summary>
    public async ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(
        StoreSession session,
        DateTime since,
        CancellationToken cancellationToken)
    {
        // The head is read for its checks: no rows must not stand for "no such namespace".
        await ReadHeadAsync(session, _statements.Head, since: 0, cancellationToken).ConfigureAwait(false);
        using var command = session.Command(_statements.WrittenSince);
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
        await ReadHeadAsync(session, _statements.Head, since: 0, cancellationToken).ConfigureAwait(false);
        return (await FindCommitAsync(session, changeId, cancellationToken).ConfigureAwait(false))?.Revision;
    }

    /// <summary>Reads the change log of one key, newest first.</summary>
    public async ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(
        StoreSession session,
        string key,
        int limit,
        CancellationToken cancellationToken)
    {
        await ReadHeadAsync(session, _statements.Head, since: 0, cancellationToken).ConfigureAwait(false);
        using var command = session.Command(_statements.History);
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
    /// <returns>
    /// The new position, or <see langword="null"/> if there was nothing to raise. The caller commits the transaction unless the session's
    /// frame did.
    /// </returns>
    /// <exception cref="OptionStoreUnavailableException">The epoch was raised less than a minute ago.</exception>
    public async ValueTask<StorePosition?> RaiseEpochAsync(
        StoreSession session,
        StorePosition since,
        DateTime now,
        CancellationToken cancellationToken)
    {
        var head = await LockHeadAsync(session, since.Revision, cancellationToken).ConfigureAwait(false);
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
        await WriteAsync(session, commit, [], raised, cancellationToken).ConfigureAwait(false);
        return raised;
    }

    /// <summary>Judges and writes a change inside the caller's write transaction.</summary>
    /// <returns>
    /// The answer. Only for <see cref="StoreCommitOutcome.Committed"/> the caller commits the transaction, unless the session's frame did.
    /// </returns>
    public async ValueTask<StoreCommitResult> CommitAsync(StoreSession session, StoreCommit commit, CancellationToken cancellationToken)
    {
        var (head, earlier, current) = await AskAsync(session, commit, cancellationToken).ConfigureAwait(false);
        RequireWritable(head);
        if (earlier is { } position)
        {
            return Nothing(StoreCommitOutcome.AlreadyCommitted, position);
        }

        var (conflicts, writes) = Judge(commit, current);
        if (!conflicts.IsEmpty)
        {
            return Nothing(StoreCommitOutcome.Conflict, head.Position) with { Conflicts = conflicts };
        }

        if (writes.Count == 0)
        {
            return Nothing(StoreCommitOutcome.Unchanged, head.Position);
        }

        var next = new StorePosition(head.Position.Epoch, head.Position.Revision + 1, Guid.NewGuid());
        var rows = await WriteAsync(session, commit, writes, next, cancellationToken).ConfigureAwait(false);
        return new(StoreCommitOutcome.Committed, new(head.Position, next, IsFull: false, rows), []);
    }

    /// <summary>
    /// Writes a change of one option in a single round: what decides about it is asked by the statements themselves, under the lock, so that
    /// other writers wait for no round trip of this one. The session's frame commits.
    /// </summary>
    /// <returns>The answer, or <see langword="null"/> if nothing was written: <see cref="CommitAsync"/> finds out why.</returns>
    public async ValueTask<StoreCommitResult?> TryCommitAtOnceAsync(StoreSession session, StoreCommit commit, CancellationToken cancellationToken)
    {
        var write = commit.Writes[0];
        var at = _dialect.ToStoredTime(ToUtc(commit.At));
        var (actor, reason) = (_dialect.ToStoredText(commit.Actor), _dialect.ToStoredText(commit.Reason));
        var token = Guid.NewGuid();
        (string, object?) ofNamespace = ("ns", _namespace), ofToken = ("token", _dialect.FromGuid(token));
        (string, object?) ofKey = ("key", write.Key), ofValue = ("value", write.Value), ofTime = ("at", _dialect.FromTime(at));
        (string, object?) ofChannel = ("channel", (short)commit.Channel), ofActor = ("actor", actor), ofReason = ("reason", reason);
        (string, object?) ofChange = ("change_id", _dialect.FromGuid(commit.ChangeId));
        StoreHead? head = null;
        long? revision = null;
        var round = Lock(session);
        round.Add(_statements.Head, reader => head = ReadHead(reader), ofNamespace, ("since", 0L));
        round.Add(
            _statements.TakeRevision,
            reader => revision = reader.GetInt64(0),
            ofNamespace,
            ofToken,
            ofTime,
            ofChange,
            ofKey,
            ofValue,
            ("expected", write.ExpectedRevision),
            ("writer", SchemaInfo.Current.Version));
        round.Add(_statements.InsertCommitIfAt, ofNamespace, ofToken, ofChange, ofChannel, ofActor, ofReason);
        round.Add(
            _statements.InsertChangeIfAt,
            ofNamespace,
            ofToken,
            ofKey,
            ofValue,
            ("op", (short)(write.Value is null ? ChangeOperation.Delete : ChangeOperation.Set)),
            ("secret", write.IsSecret));
        round.Add(_statements.UpsertRowIfAt, ofNamespace, ofToken, ofKey, ofValue, ofTime, ofActor, ofChannel, ofReason);

        // The round ends with COMMIT, which a token must not stop.
        cancellationToken.ThrowIfCancellationRequested();
        session.Frame!.EndIfAt(round, _namespace, _dialect.FromGuid(token));
        await round.ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
        if (head is not { } before || revision is not { } taken)
        {
            return null;
        }

        var next = new StorePosition(before.Position.Epoch, taken, token);
        return new(
            StoreCommitOutcome.Committed,
            new(before.Position, next, IsFull: false, [new(write.Key, write.Value, taken, at, actor, commit.Channel, reason)]),
            []);
    }

    /// <summary>Removes what need not be kept, inside the caller's write transaction.</summary>
    /// <returns>
    /// What was removed, and whether anything was. Only then the caller commits the transaction, unless the session's frame did.
    /// </returns>
    public async ValueTask<(StoreCompaction Result, bool IsWritten)> CompactAsync(
        StoreSession session,
        StoreRetention retention,
        DateTime now,
        CancellationToken cancellationToken)
    {
        var head = await LockHeadAsync(session, since: 0, cancellationToken).ConfigureAwait(false);

        // Nothing from the first younger commit on goes, whatever the commits behind it say: clocks may have been wrong.
        var (newest, deletions, isLast) = await FindTombstonesAsync(session, head, retention, now, cancellationToken).ConfigureAwait(false);
        var (below, commits, isEnd) = await FindLogEndAsync(session, head, retention, now, cancellationToken).ConfigureAwait(false);
        var compacted = Math.Max(head.Compacted, Math.Max(newest, commits > 0 ? below : 0));
        if (deletions == 0 && commits == 0)
        {
            return (new(compacted, 0, 0, IsComplete: true), IsWritten: false);
        }

        var round = new StoreRound(session);
        round.Add(_statements.Compact, ("ns", _namespace), ("compacted", compacted));
        round.Add(_statements.DeleteTombstones, ("ns", _namespace), ("most", newest));
        if (commits > 0)
        {
            round.Add(_statements.DeleteChanges, ("ns", _namespace), ("below", below));
            round.Add(_statements.DeleteCommits, ("ns", _namespace), ("below", below));
        }

        if (session.Frame is { } frame)
        {
            cancellationToken.ThrowIfCancellationRequested();
            frame.End(round, head.Position);
            cancellationToken = CancellationToken.None;
        }

        await round.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return (new(compacted, deletions, commits, isLast && isEnd), IsWritten: true);
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

        using var command = session.Command(_statements.Schema);
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

    [SuppressMessage("Performance", "CA1849:Call async methods when in an async method", Justification = "A row that was read is in memory.")]
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
            StoreHead? head = null;
            var rows = ImmutableArray.CreateBuilder<StoreRow>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                // Beside each row, or once beside none: the rows of a union come in no order.
                if (head is null && !reader.IsDBNull(0))
                {
                    head = ReadHead(reader);
                }

                if (!reader.IsDBNull(RowOrdinal))
                {
                    rows.Add(ReadRow(reader, RowOrdinal));
                }
            }

            return (head ?? throw StoreFailures.NamespaceMissing(_database, _namespace), rows.DrainToImmutable());
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
        StorePosition? position = null;
        var round = new StoreRound(session);
        AddFindCommit(round, changeId, found => position = found);
        await round.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return position;
    }

    private void AddFindCommit(StoreRound round, Guid changeId, Action<StorePosition> found) =>
        round.Add(
            _statements.FindCommit,
            reader => found(new(reader.GetInt64(1), reader.GetInt64(0), _dialect.ReadGuid(reader, 2) ?? Guid.Empty)),
            ("ns", _namespace),
            ("change_id", _dialect.FromGuid(changeId)));

    private async ValueTask<DateTime?> ReadEpochBegunAsync(StoreSession session, long epoch, CancellationToken cancellationToken)
    {
        using var command = session.Command(_statements.EpochBegun);
        Add(command, "ns", _namespace);
        Add(command, "epoch", epoch);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? _dialect.ReadTime(reader, 0) : null;
        }
    }

    /// <summary>Finds the newest tombstone that goes, how many go with it, and whether they are all that may.</summary>
    private async ValueTask<(long Newest, int Count, bool IsLast)> FindTombstonesAsync(
        StoreSession session,
        StoreHead head,
        StoreRetention retention,
        DateTime now,
        CancellationToken cancellationToken)
    {
        var young = await FindNumberAsync(
            session,
            _statements.FirstCommitSince,
            cancellationToken,
            ("above", head.Compacted),
            ("before", _dialect.FromTime(retention.DeletionsBefore(now)))).ConfigureAwait(false);
        var most = young - 1 ?? head.Position.Revision;
        var bounded = await FindNumberAsync(
            session, _statements.LastTombstone, cancellationToken, ("most", most), ("count", retention.MostRows - 1)).ConfigureAwait(false);
        long newest = 0, count = 0;
        var round = new StoreRound(session);
        round.Add(
            _statements.NewestTombstone,
            reader => (newest, count) = (reader.IsDBNull(0) ? 0 : reader.GetInt64(0), reader.GetInt64(1)),
            ("ns", _namespace),
            ("most", bounded ?? most));
        await round.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return (newest, (int)count, bounded is null);
    }

    /// <summary>Finds the oldest commit that stays, how many go, and whether they are all that may.</summary>
    private async ValueTask<(long Below, int Count, bool IsEnd)> FindLogEndAsync(
        StoreSession session,
        StoreHead head,
        StoreRetention retention,
        DateTime now,
        CancellationToken cancellationToken)
    {
        if (retention.LogBefore(now) is not { } before)
        {
            return (0, 0, true);
        }

        var young = await FindNumberAsync(
            session, _statements.FirstCommitSince, cancellationToken, ("above", 0L), ("before", _dialect.FromTime(before))).ConfigureAwait(false);
        // The newest commit stays in any case: the next reader's position is compared with it.
        var below = young ?? head.Position.Revision;
        var bounded = await FindNumberAsync(session, _statements.LaterCommit, cancellationToken, ("count", retention.MostRows)).ConfigureAwait(false);
        var isEnd = bounded is null || bounded >= below;
        below = isEnd ? below : bounded!.Value;
        return (below, (int)(await FindNumberAsync(session, _statements.CountCommits, cancellationToken, ("below", below)).ConfigureAwait(false) ?? 0), isEnd);
    }

    private async ValueTask<long?> FindNumberAsync(
        StoreSession session,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        using var command = session.Command(sql);
        Add(command, "ns", _namespace);
        foreach (var (name, value) in parameters)
        {
            Add(command, name, value);
        }

        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is { } number and not DBNull
            ? Convert.ToInt64(number, null)
            : null;
    }

    /// <summary>Takes the lock and reads the head, which may be written.</summary>
    private async ValueTask<StoreHead> LockHeadAsync(StoreSession session, long since, CancellationToken cancellationToken)
    {
        StoreHead? head = null;
        var locking = Lock(session);
        locking.Add(_statements.Head, reader => head = ReadHead(reader), ("ns", _namespace), ("since", since));
        await locking.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        var answer = head ?? throw StoreFailures.NamespaceMissing(_database, _namespace);
        RequireWritable(answer);
        return answer;
    }

    private StoreRound Lock(StoreSession session)
    {
        var round = new StoreRound(session);
        session.Frame?.Begin(round);
        if (_dialect.HeadLock is { } headLock)
        {
            // A statement of its own: what follows sees whatever was committed while it waited.
            round.Add(headLock, static _ => { }, ("ns", _namespace));
        }

        return round;
    }

    /// <summary>Takes the lock and asks everything that decides about a change.</summary>
    private async ValueTask<(StoreHead Head, StorePosition? Earlier, CurrentRow?[] Current)> AskAsync(
        StoreSession session,
        StoreCommit commit,
        CancellationToken cancellationToken)
    {
        StoreHead? head = null;
        StorePosition? earlier = null;
        var current = new CurrentRow?[commit.Writes.Length];
        var round = Lock(session);
        round.Add(_statements.Head, reader => head = ReadHead(reader), ("ns", _namespace), ("since", 0L));
        AddFindCommit(round, commit.ChangeId, found => earlier = found);
        for (var index = 0; index < commit.Writes.Length; index++)
        {
            var place = index;
            round.Add(
                _statements.CurrentRow,
                reader => current[place] = ReadCurrentRow(reader),
                ("ns", _namespace),
                ("key", commit.Writes[index].Key));
        }

        await round.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return (head ?? throw StoreFailures.NamespaceMissing(_database, _namespace), earlier, current);
    }

    private static CurrentRow? ReadCurrentRow(DbDataReader reader) =>
        !reader.GetBoolean(2) && ReadText(reader, 0) is { } value
            ? new(value, reader.GetInt64(1), !reader.IsDBNull(3) && reader.GetBoolean(3))
            : null;

    private static (ImmutableArray<KeyValuePair<string, long>> Conflicts, List<JudgedWrite> Writes) Judge(
        StoreCommit commit,
        CurrentRow?[] current)
    {
        var conflicts = ImmutableArray.CreateBuilder<KeyValuePair<string, long>>();
        var writes = new List<JudgedWrite>(commit.Writes.Length);
        for (var index = 0; index < commit.Writes.Length; index++)
        {
            var write = commit.Writes[index];
            var row = current[index];
            var liveRevision = row?.Revision ?? 0;
            if (write.ExpectedRevision is { } expected && expected != liveRevision)
            {
                conflicts.Add(new(write.Key, liveRevision));
            }

            if (write.Value is not null || row is not null)
            {
                // The one who writes now may not know any more, or not yet, that the value is a secret; the one who wrote it knew.
                writes.Add(new(write, write.IsSecret || row is { WasSecret: true } ? null : row?.Value));
            }
        }

        return (conflicts.DrainToImmutable(), writes);
    }

    private async ValueTask<ImmutableArray<StoreRow>> WriteAsync(
        StoreSession session,
        StoreCommit commit,
        List<JudgedWrite> writes,
        StorePosition position,
        CancellationToken cancellationToken)
    {
        var at = _dialect.ToStoredTime(ToUtc(commit.At));
        var time = _dialect.FromTime(at);
        var (actor, reason) = (_dialect.ToStoredText(commit.Actor), _dialect.ToStoredText(commit.Reason));
        var revision = position.Revision;
        var round = new StoreRound(session);
        round.Add(
            _statements.UpdateHead,
            ("ns", _namespace),
            ("epoch", position.Epoch),
            ("revision", revision),
            ("token", _dialect.FromGuid(position.Token)),
            ("at", time));
        round.Add(
            _statements.InsertCommit,
            ("ns", _namespace),
            ("revision", revision),
            ("epoch", position.Epoch),
            ("token", _dialect.FromGuid(position.Token)),
            ("change_id", _dialect.FromGuid(commit.ChangeId)),
            ("channel", (short)commit.Channel),
            ("actor", actor),
            ("reason", reason),
            ("at", time));

        var rows = ImmutableArray.CreateBuilder<StoreRow>(writes.Count);
        foreach (var (write, loggedOldValue) in writes)
        {
            round.Add(
                _statements.UpsertRow,
                ("ns", _namespace),
                ("key", write.Key),
                ("value", write.Value),
                ("revision", revision),
                ("deleted", write.Value is null),
                ("at", time),
                ("actor", actor),
                ("channel", (short)commit.Channel),
                ("reason", reason));
            round.Add(
                _statements.InsertChange,
                ("ns", _namespace),
                ("revision", revision),
                ("key", write.Key),
                ("op", (short)(write.Value is null ? ChangeOperation.Delete : ChangeOperation.Set)),
                ("secret", write.IsSecret),
                ("old_value", loggedOldValue),
                ("new_value", write.IsSecret ? null : write.Value));
            rows.Add(new(write.Key, write.Value, revision, at, actor, commit.Channel, reason));
        }

        if (session.Frame is { } frame)
        {
            // The round ends with COMMIT, which a token must not stop.
            cancellationToken.ThrowIfCancellationRequested();
            frame.End(round, position);
            cancellationToken = CancellationToken.None;
        }

        await round.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return rows.DrainToImmutable();
    }

    private static DateTime ToUtc(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    private static string? ReadText(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private OptionChannel ReadChannel(DbDataReader reader, int ordinal)
    {
        var channel = _dialect.ReadSmallNumber(reader, ordinal);
        return channel is >= 0 and <= (long)OptionChannel.KillSwitch ? (OptionChannel)channel : OptionChannel.Unknown;
    }

    private static void Add(DbCommand command, string name, object? value) =>
        StoreSession.Set(command.CreateParameter(), command.Parameters, name, value);

    private sealed record CurrentRow(string Value, long Revision, bool WasSecret);

    private readonly record struct JudgedWrite(StoreWrite Write, string? LoggedOldValue);
}
