using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A write that a process tried, and what it was told.</summary>
/// <param name="ChangeId">The identity of the change.</param>
/// <param name="Started">When it began, by the run's clock.</param>
/// <param name="Ended">When the answer came.</param>
/// <param name="Position">Where it was acknowledged; null if it failed or its outcome is unknown.</param>
/// <param name="IsRefused">Whether it surely changed nothing.</param>
internal sealed record ChaosWrite(Guid ChangeId, long Started, long Ended, StorePosition? Position, bool IsRefused);
