namespace OptionsSdk.Relational;

/// <summary>What leads a reader to the newest position.</summary>
internal enum StoreCatchUp
{
    /// <summary>The rows that changed since its position.</summary>
    Delta = 0,

    /// <summary>The whole state.</summary>
    Full = 1,

    /// <summary>The whole state, after the epoch was raised: its position is not part of this database's history.</summary>
    HistoryRewritten = 2,
}
