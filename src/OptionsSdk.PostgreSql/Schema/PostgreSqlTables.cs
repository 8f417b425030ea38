using System.Collections.Immutable;

namespace OptionsSdk.PostgreSql.Schema;

/// <summary>The tables, one list of statements for each version. A published list never changes; a new version appends one.</summary>
internal static class PostgreSqlTables
{
    /// <summary>The statements of all versions, for the tables of one schema.</summary>
    public static ImmutableArray<ImmutableArray<string>> Upgrades(string schema) => [[.. Version1.Select(statement => In(schema, statement))]];

    /// <summary>Takes the lock of everybody who creates or upgrades the tables of a schema. Without it, PostgreSQL fails concurrent creation.</summary>
    public static string Lock(string schema) => $"pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('OptionsSdk {schema}', 0))";

    private static string In(string schema, string statement) => statement.Replace("{schema}", schema, StringComparison.Ordinal);

    private static ImmutableArray<string> Version1 { get; } =
    [
        // Not "if not exists" alone: that asks for the right to create schemas even where there is nothing to create.
        """
        do $create$ begin
          if not exists (select from pg_catalog.pg_namespace where nspname = '{schema}') then create schema "{schema}"; end if;
        end $create$
        """,
        """
        create table "{schema}".opt_meta (
          id integer primary key check (id = 1), schema_version integer not null, min_reader integer not null, min_writer integer not null)
        """,
        """
        create table "{schema}".opt_head (
          ns text collate "C" primary key, epoch bigint not null default 1, revision bigint not null, token uuid not null,
          compacted bigint not null default 0, updated_at timestamptz not null)
        """,
        """
        create table "{schema}".opt_value (
          ns text collate "C" not null default 'default', key text collate "C" not null,
          value text null check (octet_length(value) <= 87382), revision bigint not null default 0,
          deleted boolean not null default false, updated_at timestamptz not null default clock_timestamp(), updated_by text null,
          channel smallint not null default 0, reason text null, enc smallint not null default 0,
          primary key (ns, key))
        """,
        """create index ix_opt_value_rev on "{schema}".opt_value (ns, revision)""",
        """
        create table "{schema}".opt_commit (
          ns text collate "C" not null, revision bigint not null, epoch bigint not null, token uuid not null, change_id uuid not null,
          channel smallint not null, actor text null, reason text null, at timestamptz not null,
          primary key (ns, revision), unique (ns, change_id))
        """,
        """
        create table "{schema}".opt_change (
          ns text collate "C" not null, revision bigint not null, key text collate "C" not null, op smallint not null,
          secret boolean not null, old_value text null, new_value text null,
          primary key (ns, revision, key))
        """,
        """create index ix_opt_change_key on "{schema}".opt_change (ns, key, revision)""",
        """
        create table "{schema}".opt_node (
          ns text collate "C" not null, node uuid not null, name text not null, epoch bigint not null, revision bigint not null,
          token uuid not null, state smallint not null, rejected text not null, at timestamptz not null, expires_at double precision not null,
          primary key (ns, node))
        """,

        // Rows edited by hand become ordinary commits, so that every process follows them like any other. The library itself always
        // writes a new revision and is therefore never concerned. The values stay out of the log: SQL cannot know what is secret.
        """
        create function "{schema}".opt_take_revision(of_ns text, of_key text, is_gone boolean, by_actor text, for_reason text) returns bigint
        language plpgsql set search_path = pg_catalog, pg_temp as $body$
        declare
          taken bigint;
          channel text := '{schema}:' || of_ns;
        begin
          update "{schema}".opt_head set revision = revision + 1, token = gen_random_uuid(), updated_at = clock_timestamp()
            where ns = of_ns returning revision into taken;
          if taken is null then
            raise exception 'The namespace % has no row in opt_head.', of_ns;
          end if;
          insert into "{schema}".opt_commit (ns, revision, epoch, token, change_id, channel, actor, reason, at)
            select h.ns, h.revision, h.epoch, h.token, gen_random_uuid(), 0, by_actor, for_reason, h.updated_at
            from "{schema}".opt_head h where h.ns = of_ns;
          insert into "{schema}".opt_change (ns, revision, key, op, secret, old_value, new_value)
            values (of_ns, taken, of_key, is_gone::integer, true, null, null);
          if octet_length(channel) > 63 then
            channel := left(channel, 31) || left(encode(sha256(convert_to(channel, 'UTF8')), 'hex'), 32);
          end if;
          perform pg_notify(channel, taken::text);
          return taken;
        end $body$
        """,
        """
        create function "{schema}".opt_value_edited() returns trigger
        language plpgsql set search_path = pg_catalog, pg_temp as $body$
        declare
          is_gone boolean := true;
        begin
          if tg_op = 'DELETE' then
            update "{schema}".opt_value set value = null, deleted = true,
              revision = "{schema}".opt_take_revision(old.ns, old.key, true, session_user::text, 'Written by SQL.'),
              updated_at = clock_timestamp(), updated_by = session_user::text, channel = 0, reason = 'Written by SQL.'
              where ns = old.ns and key = old.key;
            return null;
          end if;
          if tg_op = 'UPDATE' then
            if (new.ns, new.key) is distinct from (old.ns, old.key) then
              raise exception 'An option cannot be renamed: insert the new key and delete the old one.';
            end if;
            is_gone := new.value is null or (new.deleted and not old.deleted);
          else
            is_gone := new.value is null;
          end if;
          if is_gone then
            new.value := null;
          end if;
          new.deleted := is_gone;
          new.revision := "{schema}".opt_take_revision(new.ns, new.key, is_gone, session_user::text, 'Written by SQL.');
          new.updated_at := clock_timestamp();
          new.updated_by := session_user::text;
          new.channel := 0;
          new.reason := 'Written by SQL.';
          return new;
        end $body$
        """,
        """
        create trigger opt_value_inserted before insert on "{schema}".opt_value for each row when (new.revision = 0)
          execute function "{schema}".opt_value_edited()
        """,
        """
        create trigger opt_value_updated before update on "{schema}".opt_value for each row when (new.revision = old.revision)
          execute function "{schema}".opt_value_edited()
        """,
        """
        create trigger opt_value_removed before delete on "{schema}".opt_value for each row when (not old.deleted)
          execute function "{schema}".opt_value_edited()
        """,

        // The head first, as every writer does, so that nobody waits in a circle.
        """
        create function "{schema}".opt_set(
          of_ns text, of_key text, to_value text, by_actor text default null, for_reason text default null) returns bigint
        language plpgsql set search_path = pg_catalog, pg_temp as $body$
        declare
          taken bigint;
        begin
          perform to_value::json;
          if of_key !~ '^[a-z0-9][a-z0-9._:-]{0,127}$' then
            raise exception '% is no key of an option.', of_key;
          end if;
          perform from "{schema}".opt_head where ns = of_ns for update;
          if to_value is null and not exists (
              select from "{schema}".opt_value v where v.ns = of_ns and v.key = of_key and not v.deleted and v.value is not null) then
            return null;
          end if;
          by_actor := coalesce(by_actor, session_user::text);
          taken := "{schema}".opt_take_revision(of_ns, of_key, to_value is null, by_actor, for_reason);
          insert into "{schema}".opt_value (ns, key, value, revision, deleted, updated_at, updated_by, channel, reason)
            values (of_ns, of_key, to_value, taken, to_value is null, clock_timestamp(), by_actor, 0, for_reason)
            on conflict (ns, key) do update set value = excluded.value, revision = excluded.revision, deleted = excluded.deleted,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by, channel = excluded.channel, reason = excluded.reason;
          return taken;
        end $body$
        """,
        """revoke execute on function "{schema}".opt_set(text, text, text, text, text) from public""",
        """revoke execute on function "{schema}".opt_take_revision(text, text, boolean, text, text) from public""",
        """insert into "{schema}".opt_meta (id, schema_version, min_reader, min_writer) values (1, 1, 1, 1)""",
    ];
}
