using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>One process.</summary>
/// <param name="Confirmed">What the database confirmed last.</param>
/// <param name="Image">What is served: the confirmed image, or what the cache brought beyond it.</param>
/// <param name="Written">A commit of this process that it has not taken over yet.</param>
/// <param name="Fetched">What the cache answered and is not installed yet.</param>
/// <param name="Tick">The sync tick that is under way.</param>
internal sealed record Node(StoreImage? Confirmed, StoreImage? Image, StoreDelta? Written, StoreImage? Fetched, Tick? Tick)
{
    public static Node New { get; } = new(null, null, null, null, null);

    public bool IsClaim => Image is not null && !ReferenceEquals(Image, Confirmed);
}
