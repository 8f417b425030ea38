using OptionsSdk.Store;

namespace OptionsSdk.Relational;

/// <summary>
/// What a provider adds to the rounds of one write transaction, so that its own statements cost no round trips of their own. The frame ends
/// the last round with COMMIT.
/// </summary>
internal abstract class StoreWriteFrame
{
    /// <summary>Adds to the round that takes the writers' lock, in front of it.</summary>
    public abstract void Begin(StoreRound round);

    /// <summary>Adds to the round that writes, behind everything, and ends with COMMIT. It is sent right afterwards.</summary>
    /// <param name="round">The round.</param>
    /// <param name="position">Where the transaction leads.</param>
    public abstract void End(StoreRound round, StorePosition position);

    /// <summary>Adds the same to a round that decides by itself: all of it does nothing unless the head has a token.</summary>
    /// <param name="round">The round.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="token">The parameter's value of the token that the head has if the round wrote something.</param>
    public abstract void EndIfAt(StoreRound round, string ns, object token);
}
