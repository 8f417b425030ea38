using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>What a node is told before it starts.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="PostgreSql">The database's connection string, through the node's own network.</param>
/// <param name="Schema">The schema of the tables.</param>
/// <param name="Redis">The cache's configuration, through the node's own network.</param>
/// <param name="CacheMode">What the cache is used for.</param>
/// <param name="TrustRedis">Whether the cache is followed while the database is away for long.</param>
/// <param name="LastKnownGoodFile">The file that survives the process, if it has one.</param>
/// <param name="Seed">Chooses the writes.</param>
public sealed record NodeSettings(
    int Index,
    string PostgreSql,
    string Schema,
    string Redis,
    OptionCacheMode CacheMode,
    bool TrustRedis,
    string? LastKnownGoodFile,
    int Seed);
