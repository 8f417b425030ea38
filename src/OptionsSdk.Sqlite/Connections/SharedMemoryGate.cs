using System.Collections.Concurrent;

namespace OptionsSdk.Sqlite;

/// <summary>
/// Lets the stores of one shared database in memory work one after the other. Connections that share a cache lock tables against each
/// other without queueing, so that readers and writers would mostly wait and retry.
/// </summary>
internal static class SharedMemoryGate
{
    private static readonly ConcurrentDictionary<string, Lock> Gates = new(StringComparer.Ordinal);

    /// <summary>The gate of a database; a gate of its own where nothing is shared.</summary>
    public static Lock For(SqliteTarget target) =>
        target.SharedMemory is { } name ? Gates.GetOrAdd(name, static _ => new()) : new();
}
