namespace OptionsSdk.PostgreSql.Connections;

/// <summary>What a connection is used for, which decides what its errors mean.</summary>
internal enum PostgreSqlPurpose
{
    /// <summary>Reading.</summary>
    Read,

    /// <summary>Committing a change.</summary>
    Write,

    /// <summary>Creating or upgrading tables, or a namespace.</summary>
    Create,

    /// <summary>Raising the epoch after the history was rewritten.</summary>
    RaiseEpoch,

    /// <summary>Removing old deletions and entries of the log.</summary>
    Compact,
}
