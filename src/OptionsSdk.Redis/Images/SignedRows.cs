using System.Collections.Immutable;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Images;

/// <summary>The signatures of all rows of an image by the names of their fields: what the head of the next delta is computed from.</summary>
internal sealed record SignedRows(StorePosition Position, ImmutableDictionary<string, string> ByName);
