namespace OptionsSdk.Store.LastKnownGood;

/// <summary>What one generation of a last-known-good file holds, verified.</summary>
/// <param name="Image">The rows, at the position of the image that they were taken from.</param>
/// <param name="SchemaHash">Identifies the declarations that chose the rows.</param>
/// <param name="SavedAt">When it was saved, UTC; for people.</param>
/// <param name="Bytes">The file as it was read or is to be written.</param>
internal sealed record LastKnownGoodContent(StoreImage Image, string SchemaHash, DateTime SavedAt, ReadOnlyMemory<byte> Bytes);
