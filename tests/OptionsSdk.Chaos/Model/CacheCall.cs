using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>A call of the cache that was sent: it is executed at any later time, or never.</summary>
/// <param name="Sender">The process that sent it.</param>
/// <param name="Delta">A delta to apply, or null.</param>
/// <param name="Image">An image to put, or null; without either the cache is to be emptied.</param>
internal sealed record CacheCall(int Sender, StoreDelta? Delta, StoreImage? Image);
