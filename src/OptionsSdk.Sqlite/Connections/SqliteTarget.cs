using Microsoft.Data.Sqlite;

namespace OptionsSdk.Sqlite;

/// <summary>Which database a connection string means, and how a store connects to it.</summary>
internal sealed class SqliteTarget
{
    private SqliteTarget(SqliteConnectionStringBuilder builder)
    {
        var source = builder.DataSource;
        var isUri = source.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        IsMemory = builder.Mode == SqliteOpenMode.Memory
            || source.Length == 0
            || source == ":memory:"
            || (isUri && (source.Contains("mode=memory", StringComparison.OrdinalIgnoreCase)
                || source.Contains("vfs=memdb", StringComparison.OrdinalIgnoreCase)
                || source.StartsWith("file::memory:", StringComparison.OrdinalIgnoreCase)));
        IsReadOnly = builder.Mode == SqliteOpenMode.ReadOnly;
        MayCreate = builder.Mode == SqliteOpenMode.ReadWriteCreate;
        Path = IsMemory || isUri || source.Contains("|DataDirectory|", StringComparison.OrdinalIgnoreCase) ? null : source;
        Name = IsMemory ? $"SQLite {(source.Length == 0 ? ":memory:" : source)} in memory" : $"SQLite {source}";

        // The store keeps its one connection open itself; a pooled one would keep the file open after disposal. In seconds, and at
        // least one: a busy database is waited for outside, where waiting can be cancelled.
        builder.Pooling = false;
        builder.DefaultTimeout = 1;
        if (!IsMemory)
        {
            builder.Cache = SqliteCacheMode.Private;
        }

        ConnectionString = builder.ToString();
        if (MayCreate)
        {
            builder.Mode = SqliteOpenMode.ReadWrite;
        }

        ConnectionStringWithoutCreation = builder.ToString();
    }

    public string ConnectionString { get; }

    /// <summary>Opens what is there and makes no file.</summary>
    public string ConnectionStringWithoutCreation { get; }

    /// <summary>The name for messages, without credentials.</summary>
    public string Name { get; }

    /// <summary>Whether the content ends with its last connection.</summary>
    public bool IsMemory { get; }

    public bool IsReadOnly { get; }

    public bool MayCreate { get; }

    /// <summary>The file's path, where the connection string spells a plain one.</summary>
    public string? Path { get; }

    public static SqliteTarget Parse(string connectionString) => new(new SqliteConnectionStringBuilder(connectionString));
}
