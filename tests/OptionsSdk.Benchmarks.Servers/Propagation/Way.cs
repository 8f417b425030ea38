namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>How a write gets to the other process.</summary>
internal enum Way
{
    /// <summary>PostgreSQL alone: LISTEN and NOTIFY.</summary>
    Notify,

    /// <summary>PostgreSQL without LISTEN; Redis tells of commits, the database has the values.</summary>
    RedisStandard,

    /// <summary>PostgreSQL without LISTEN; Redis tells of commits and has the values.</summary>
    RedisReadThrough,
}
