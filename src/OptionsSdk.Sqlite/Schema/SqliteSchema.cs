using System.Collections.Immutable;

namespace OptionsSdk.Sqlite;

/// <summary>The tables, one list of statements for each version. A published list never changes; a new version appends one.</summary>
internal static class SqliteSchema
{
    private const string RandomIdentity =
        "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))";

    // For the triggers: (changed) is the row, (gone) the condition that it has no value any more, (identity) a new one.
    private const string TakeRevision =
        """
        update opt_head set revision = revision + 1, token = (identity), updated_at = strftime('%Y-%m-%dT%H:%M:%fZ')
          where ns = (changed).ns;
        insert into opt_commit (ns, revision, epoch, token, change_id, channel, actor, reason, at)
          select ns, revision, epoch, token, (identity), 0, null, 'Written by SQL.', updated_at
          from opt_head where ns = (changed).ns;
        insert into opt_change (ns, revision, key, op, secret, old_value, new_value)
          select ns, revision, (changed).key, (gone), 1, null, null from opt_head where ns = (changed).ns;
        """;

    private const string StampRow =
        """
        update opt_value set (value, deleted, revision, updated_at, updated_by, channel, reason) =
          (select case when (gone) then null else new.value end, (gone), h.revision, h.updated_at, null, 0, 'Written by SQL.'
          from opt_head h where h.ns = new.ns)
          where ns = new.ns and key = new.key;
        """;

    public static ImmutableArray<string> Version1 { get; } =
    [
        """
        create table opt_meta (
          id integer primary key check (id = 1), schema_version integer not null, min_reader integer not null,
          min_writer integer not null) strict
        """,
        """
        create table opt_head (
          ns text primary key, epoch integer not null default 1, revision integer not null, token text not null,
          compacted integer not null default 0, updated_at text not null) strict
        """,
        """
        create table opt_value (
          ns text not null default 'default', key text not null, value text null, revision integer not null default 0,
          deleted integer not null default 0, updated_at text not null default '', updated_by text null,
          channel integer not null default 0, reason text null, enc integer not null default 0,
          primary key (ns, key)) strict
        """,
        "create index ix_opt_value_rev on opt_value (ns, revision)",
        """
        create table opt_commit (
          ns text not null, revision integer not null, epoch integer not null, token text not null, change_id text not null,
          channel integer not null, actor text null, reason text null, at text not null,
          primary key (ns, revision), unique (ns, change_id)) strict
        """,
        """
        create table opt_change (
          ns text not null, revision integer not null, key text not null, op integer not null, secret integer not null,
          old_value text null, new_value text null,
          primary key (ns, revision, key)) strict
        """,
        "create index ix_opt_change_key on opt_change (ns, key, revision)",
        """
        create table opt_node (
          ns text not null, node text not null, name text not null, epoch integer not null, revision integer not null, token text not null,
          state integer not null, rejected text not null, at text not null, expires_at real not null,
          primary key (ns, node)) strict
        """,

        // Rows edited by hand become ordinary commits, so that every process follows them like any other. The library itself always
        // writes a new revision and is therefore never concerned. The values stay out of the log: SQL cannot know what is secret.
        "create trigger opt_value_inserted after insert on opt_value when new.revision = 0 begin " +
            Of("new", "(new.value is null)", TakeRevision + StampRow) + " end",
        "create trigger opt_value_updated after update of value, deleted on opt_value when new.revision = old.revision begin " +
            Of("new", "(new.value is null or (new.deleted and not old.deleted))", TakeRevision + StampRow) + " end",
        "create trigger opt_value_removed after delete on opt_value when not old.deleted begin " +
            Of("old", "1", TakeRevision) +
            " insert into opt_value (ns, key, value, revision, deleted, updated_at, reason) " +
            "select ns, old.key, null, revision, 1, updated_at, 'Written by SQL.' from opt_head where ns = old.ns; end",
        "insert into opt_meta (id, schema_version, min_reader, min_writer) values (1, 1, 1, 1)",
    ];

    private static string Of(string row, string gone, string statements) => statements
        .Replace("(changed)", row, StringComparison.Ordinal)
        .Replace("(gone)", gone, StringComparison.Ordinal)
        .Replace("(identity)", RandomIdentity, StringComparison.Ordinal);
}
