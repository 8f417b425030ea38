namespace OptionsSdk.Store;

/// <summary>One key's row together with the position of the database at which it was read, in one consistent read.</summary>
/// <param name="Row">The live row, or <see langword="null"/> if the key has no value.</param>
/// <param name="Position">The position of the database.</param>
public readonly record struct StoreRowRead(StoreRow? Row, StorePosition Position);
