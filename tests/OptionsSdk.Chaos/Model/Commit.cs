using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>One revision of the database's history, and the whole state that it made.</summary>
internal sealed record Commit(StoreImage State)
{
    public StorePosition Position => State.Position;
}
