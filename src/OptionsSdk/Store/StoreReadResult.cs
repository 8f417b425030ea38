namespace OptionsSdk.Store;

/// <summary>The answer of the seed's read door for one key.</summary>
/// <param name="Outcome">How the answer was got.</param>
/// <param name="Row">The row, if the key has a value.</param>
public readonly record struct StoreReadResult(StoreReadOutcome Outcome, StoreRow? Row)
{
    /// <summary>Says whether it is known if the key has a value. <em>No row</em> and <em>could not ask</em> are different answers.</summary>
    public bool IsKnown => Outcome != StoreReadOutcome.Unavailable;
}
