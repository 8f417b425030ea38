namespace OptionsSdk.Store;

/// <summary>A cache's answer for one key.</summary>
/// <param name="Kind">What the cache knows.</param>
/// <param name="Row">The row, for <see cref="CacheLookupKind.Hit"/>.</param>
/// <param name="Lease">
/// For <see cref="CacheLookupKind.Miss"/>: the permission to fill. Any write of the key and any loss of the cache revokes it, so that a
/// fill that was read before cannot overwrite or resurrect anything (S68, S69).
/// </param>
public readonly record struct CacheLookup(CacheLookupKind Kind, StoreRow? Row, long Lease);
