using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>A sync tick that is under way.</summary>
/// <param name="CachePosition">Where the cache stood before the database was asked.</param>
/// <param name="Previous">What the process had confirmed by then.</param>
/// <param name="Answer">What the database answered, if it has.</param>
/// <param name="IsOvertaken">Whether the cache brought something after the database had been asked.</param>
internal sealed record Tick(StorePosition? CachePosition, StoreImage? Previous, StoreImage? Answer, bool IsOvertaken);
