using System.Globalization;
using System.Text;
using OptionsSdk.PostgreSql.Schema;

namespace OptionsSdk.PostgreSql;

/// <summary>
/// SQL for those who make tables and roles themselves: applications that use <c>SchemaMode.Verify</c> need no more than the rights of the
/// two roles here. All texts may be run again.
/// </summary>
public static class PostgreSqlSchema
{
    private const string DefaultSchema = "options";

    /// <summary>
    /// The script that creates or upgrades the tables, and makes a namespace: exactly what <c>SchemaMode.CreateOrUpgrade</c> would do, in
    /// one transaction under the same lock.
    /// </summary>
    /// <param name="schema">The schema of the tables, as in <see cref="PostgreSqlOptionDatabaseSettings.Schema"/>.</param>
    /// <param name="namespaceName">The namespace, as in <see cref="PostgreSqlOptionDatabaseSettings.Namespace"/>.</param>
    /// <returns>The script, for example for psql.</returns>
    /// <exception cref="ArgumentException">A name is malformed.</exception>
    public static string Script(string schema = DefaultSchema, string namespaceName = "default")
    {
        SchemaName.Check(schema, nameof(schema));
        if (!OptionKey.IsValid(namespaceName))
        {
            throw new ArgumentException($"The namespace '{namespaceName}' does not follow the grammar of keys.", nameof(namespaceName));
        }

        var script = new StringBuilder();
        script.Append("begin;\n\n");
        script.Append("do $options$\nbegin\n");
        script.Append("perform ").Append(PostgreSqlTables.Lock(schema)).Append(";\n\n");
        var version = 0;
        foreach (var statements in PostgreSqlTables.Upgrades(schema))
        {
            script.Append(version == 0
                ? $"if pg_catalog.to_regclass('\"{schema}\".opt_meta') is null then\n\n"
                : $"if (select schema_version from \"{schema}\".opt_meta where id = 1) = {version} then\n\n");
            foreach (var statement in statements)
            {
                script.Append(statement).Append(";\n\n");
            }

            script.Append("end if;\n");
            version++;
        }

        script.Append("end $options$;\n\n");
        script.Append(CultureInfo.InvariantCulture, $"insert into \"{schema}\".opt_head (ns, epoch, revision, token, compacted, updated_at)\n");
        script.Append(CultureInfo.InvariantCulture, $"  values ('{namespaceName}', 1, 0, '{Guid.Empty:D}', 0, clock_timestamp()) on conflict (ns) do nothing;\n\n");
        script.Append("commit;\n");
        return script.ToString();
    }

    /// <summary>The rights of a process that only reads options, follows their changes, and tells the fleet where it stands.</summary>
    /// <param name="role">The role that exists already.</param>
    /// <param name="schema">The schema of the tables.</param>
    /// <returns>The script.</returns>
    /// <exception cref="ArgumentException">A name is malformed.</exception>
    public static string ReaderScript(string role, string schema = DefaultSchema)
    {
        SchemaName.Check(schema, nameof(schema));
        var quoted = Quote(role);
        return
            $"grant usage on schema \"{schema}\" to {quoted};\n" +
            $"grant select on \"{schema}\".opt_meta, \"{schema}\".opt_head, \"{schema}\".opt_value, \"{schema}\".opt_commit, \"{schema}\".opt_change to {quoted};\n" +
            $"grant select, insert, update, delete on \"{schema}\".opt_node to {quoted};\n";
    }

    /// <summary>
    /// The rights of a process that also writes options. It cannot change or remove what the log of changes holds, nor the tables.
    /// </summary>
    /// <inheritdoc cref="ReaderScript"/>
    public static string WriterScript(string role, string schema = DefaultSchema)
    {
        var reader = ReaderScript(role, schema);
        var quoted = Quote(role);
        return reader +
            $"grant insert, update on \"{schema}\".opt_head, \"{schema}\".opt_value to {quoted};\n" +
            $"grant insert on \"{schema}\".opt_commit, \"{schema}\".opt_change to {quoted};\n" +
            $"grant execute on all functions in schema \"{schema}\" to {quoted};\n";
    }

    /// <summary>
    /// The rights of a process that compacts, by <see cref="PostgreSqlOptionDatabase.CompactAsync"/>: those of a writer, and to remove what is
    /// old. Who has them can also remove what is not.
    /// </summary>
    /// <inheritdoc cref="ReaderScript"/>
    public static string MaintainerScript(string role, string schema = DefaultSchema) =>
        WriterScript(role, schema) +
        $"grant delete on \"{schema}\".opt_value, \"{schema}\".opt_commit, \"{schema}\".opt_change to {Quote(role)};\n";

    private static string Quote(string role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(role);
        return role.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A role's name has no zero character.", nameof(role))
            : $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
