namespace OptionsSdk.Relational;

/// <summary>The protocol's statements in the words of one dialect, composed once.</summary>
internal sealed class StoreStatements
{
    private const string HeadColumns = "h.epoch, h.revision, h.token, h.compacted, m.schema_version, m.min_reader, m.min_writer";
    private const string RowColumns = "v.key, v.value, v.revision, v.updated_at, v.updated_by, v.channel, v.reason";

    private const string Overwrite =
        "on conflict (ns, key) do update set value = excluded.value, revision = excluded.revision, deleted = excluded.deleted, " +
        "updated_at = excluded.updated_at, updated_by = excluded.updated_by, channel = excluded.channel, reason = excluded.reason";

    public StoreStatements(SqlDialect dialect)
    {
        var t = dialect.TablePrefix;
        var sinceToken = $"(select c.token from {t}opt_commit c where c.ns = h.ns and c.revision = @since) as since_token";
        var headSource = $"from {t}opt_head h join {t}opt_meta m on m.id = 1";

        var wasSecret = $"(select g.secret from {t}opt_change g where g.ns = v.ns and g.key = v.key order by g.revision desc limit 1)";
        var intoValue = $"insert into {t}opt_value (ns, key, value, revision, deleted, updated_at, updated_by, channel, reason) ";
        var intoCommit = $"insert into {t}opt_commit (ns, revision, epoch, token, change_id, channel, actor, reason, at) ";
        var intoChange = $"insert into {t}opt_change (ns, revision, key, op, secret, old_value, new_value) ";

        Delta =
            $"select {HeadColumns}, {sinceToken}, {RowColumns} {headSource} " +
            $"left join {t}opt_value v on v.ns = h.ns and v.revision > @since and v.revision <= h.revision where h.ns = @ns";

        // One statement, so that head and rows are of one state; not a join, which would send the head again with each of thousands of rows.
        Full =
            $"select {HeadColumns}, null as since_token, null as key, null as value, null as row_revision, null as updated_at, null as updated_by, null as channel, null as reason " +
            $"{headSource} where h.ns = @ns union all " +
            $"select null, null, null, null, null, null, null, null, {RowColumns} from {t}opt_value v where v.ns = @ns and not v.deleted and v.value is not null";
        Row =
            $"select {HeadColumns}, null, {RowColumns} {headSource} " +
            $"left join {t}opt_value v on v.ns = h.ns and v.key = @key and not v.deleted and v.value is not null where h.ns = @ns";
        Head = $"select {HeadColumns}, {sinceToken} {headSource} where h.ns = @ns";
        Schema = $"select schema_version, min_reader, min_writer from {t}opt_meta where id = 1";
        HeadExists = $"select count(*) from {t}opt_head where ns = @ns";
        CreateHead =
            $"insert into {t}opt_head (ns, epoch, revision, token, compacted, updated_at) values (@ns, 1, 0, @token, 0, @at) " +
            "on conflict (ns) do nothing";
        UpdateHead = $"update {t}opt_head set epoch = @epoch, revision = @revision, token = @token, updated_at = @at where ns = @ns";
        FindCommit = $"select revision, epoch, token from {t}opt_commit where ns = @ns and change_id = @change_id";
        EpochBegun = $"select at from {t}opt_commit where ns = @ns and epoch = @epoch order by revision limit 1";
        CurrentRow =
            "select v.value, v.revision, v.deleted, " +
            $"{wasSecret} as was_secret " +
            $"from {t}opt_value v where v.ns = @ns and v.key = @key";
        UpsertRow =
            intoValue +
            "values (@ns, @key, @value, @revision, @deleted, @at, @actor, @channel, @reason) " +
            Overwrite;
        InsertCommit =
            intoCommit +
            "values (@ns, @revision, @epoch, @token, @change_id, @channel, @actor, @reason, @at)";
        InsertChange =
            intoChange +
            "values (@ns, @revision, @key, @op, @secret, @old_value, @new_value)";
        var live = $"from {t}opt_value v where v.ns = h.ns and v.key = @key and not v.deleted and v.value is not null";
        var ifAt = $"from {t}opt_head h where h.ns = @ns and h.token = @token";
        TakeRevision =
            $"update {t}opt_head as h set revision = h.revision + 1, token = @token, updated_at = @at " +
            $"where h.ns = @ns and exists (select 1 from {t}opt_meta m where m.id = 1 and m.min_writer <= @writer) " +
            $"and not exists (select 1 from {t}opt_commit c where c.ns = h.ns and c.change_id = @change_id) " +
            $"and (cast(@expected as bigint) is null or cast(@expected as bigint) = coalesce((select v.revision {live}), 0)) " +
            $"and (cast(@value as text) is not null or exists (select 1 {live})) returning h.revision";
        InsertCommitIfAt =
            intoCommit +
            $"select h.ns, h.revision, h.epoch, h.token, @change_id, @channel, cast(@actor as text), cast(@reason as text), h.updated_at {ifAt}";
        InsertChangeIfAt =
            intoChange +
            $"select h.ns, h.revision, @key, @op, @secret, " +
            $"(select case when @secret or coalesce({wasSecret}, false) " +
            $"then null else v.value end {live}), case when @secret then null else cast(@value as text) end {ifAt}";
        UpsertRowIfAt =
            intoValue +
            $"select h.ns, @key, cast(@value as text), h.revision, cast(@value as text) is null, @at, cast(@actor as text), @channel, cast(@reason as text) {ifAt} " +
            Overwrite;
        History =
            "select g.revision, c.change_id, g.old_value, g.new_value, g.op, g.secret, c.channel, c.actor, c.reason, c.at " +
            $"from {t}opt_change g join {t}opt_commit c on c.ns = g.ns and c.revision = g.revision " +
            "where g.ns = @ns and g.key = @key order by g.revision desc limit @limit";
        WrittenSince =
            $"select {RowColumns} from {t}opt_value v where v.ns = @ns and not v.deleted and v.value is not null " +
            $"and {dialect.ComparableTime("v.updated_at")} >= @at order by v.key";
        var isYoung = $"{dialect.ComparableTime("at")} >= @before";
        FirstCommitSince = $"select revision from {t}opt_commit where ns = @ns and revision > @above and {isYoung} order by revision limit 1";
        LastTombstone = $"select revision from {t}opt_value where ns = @ns and deleted and revision <= @most order by revision limit 1 offset @count";
        NewestTombstone = $"select max(revision), count(*) from {t}opt_value where ns = @ns and deleted and revision <= @most";
        LaterCommit = $"select revision from {t}opt_commit where ns = @ns order by revision limit 1 offset @count";
        CountCommits = $"select count(*) from {t}opt_commit where ns = @ns and revision < @below";
        Compact = $"update {t}opt_head set compacted = @compacted where ns = @ns";
        DeleteTombstones = $"delete from {t}opt_value where ns = @ns and deleted and revision <= @most";
        DeleteCommits = $"delete from {t}opt_commit where ns = @ns and revision < @below";

        // The newest change of an option that has a value says whether the value is a secret.
        DeleteChanges =
            $"delete from {t}opt_change as g where g.ns = @ns and g.revision < @below and (" +
            $"exists (select 1 from {t}opt_change n where n.ns = g.ns and n.key = g.key and n.revision > g.revision) or " +
            $"not exists (select 1 from {t}opt_value v where v.ns = g.ns and v.key = g.key))";
    }

    public string Delta { get; }

    public string Full { get; }

    public string Row { get; }

    public string Head { get; }

    public string Schema { get; }

    public string HeadExists { get; }

    public string CreateHead { get; }

    public string UpdateHead { get; }

    public string FindCommit { get; }

    public string EpochBegun { get; }

    public string CurrentRow { get; }

    public string UpsertRow { get; }

    public string InsertCommit { get; }

    public string InsertChange { get; }

    /// <summary>Gives the head its next revision if the change may be made: under the lock, in a statement of its own.</summary>
    public string TakeRevision { get; }

    public string InsertCommitIfAt { get; }

    public string InsertChangeIfAt { get; }

    public string UpsertRowIfAt { get; }

    public string History { get; }

    public string WrittenSince { get; }

    public string FirstCommitSince { get; }

    public string LastTombstone { get; }

    public string NewestTombstone { get; }

    public string LaterCommit { get; }

    public string CountCommits { get; }

    public string Compact { get; }

    public string DeleteTombstones { get; }

    public string DeleteCommits { get; }

    public string DeleteChanges { get; }
}
