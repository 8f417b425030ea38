using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>A write has its answer.</summary>
/// <param name="ChangeId">The identity of the change.</param>
/// <param name="Ended">When the answer came.</param>
/// <param name="Position">Where it was acknowledged; null if it was not.</param>
/// <param name="IsRefused">Whether it surely changed nothing; what is neither acknowledged nor refused is unknown.</param>
/// <param name="IsRepeated">Whether its first answer was lost, and the repetition found it committed.</param>
public sealed record WriteEnded(Guid ChangeId, long Ended, StorePosition? Position, bool IsRefused, bool IsRepeated) : NodeEvent;
