using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>What one process of a fleet says about itself.</summary>
/// <param name="Id">The identity of the process' store, another one after each start.</param>
/// <param name="Name">The name of the process, for people.</param>
/// <param name="Position">Where its image stands.</param>
/// <param name="State">How much it trusts its image.</param>
/// <param name="RejectedKeys">
/// The stored keys whose value does not fit the option as this process declares it, so that it lives on the last good one: at most
/// <see cref="MostRejectedKeys"/> of them, ordered.
/// </param>
/// <param name="At">When it said so, UTC, by its own clock: for people only.</param>
public sealed record FleetNode(Guid Id, string Name, StorePosition Position, StoreState State, ImmutableArray<string> RejectedKeys, DateTime At)
{
    /// <summary>The largest number of rejected keys that a process names.</summary>
    public const int MostRejectedKeys = 100;

    /// <summary>The largest length of a name, in characters. Longer ones are cut.</summary>
    public const int LongestName = 200;

    /// <summary>Says whether two nodes say the same.</summary>
    public bool Equals(FleetNode? other) =>
        other is not null
        && Id == other.Id
        && Name == other.Name
        && Position == other.Position
        && State == other.State
        && RejectedKeys.AsSpan().SequenceEqual(other.RejectedKeys.AsSpan())
        && At == other.At;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Position, State, At);
}
