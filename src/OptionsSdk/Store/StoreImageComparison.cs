using System.Collections.Immutable;

namespace OptionsSdk.Store;

internal static class StoreImageComparison
{
    /// <summary>The keys whose value or revision differs, or that only one of the images has, in order.</summary>
    public static ImmutableArray<string> DifferentKeys(StoreImage left, StoreImage right)
    {
        // Times and authors are for people and may lose precision on their way through a database.
        var changed = right.Rows.Values.Where(row => left.Find(row.Key) is not { } other || other.Revision != row.Revision || other.Value != row.Value);
        var gone = left.Rows.Values.Where(row => right.Find(row.Key) is null);
        return [.. changed.Concat(gone).Select(row => row.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Says whether two images stand at the same position and agree in everything, authors and times included.</summary>
    public static bool AreEqual(StoreImage left, StoreImage right) =>
        left.Position == right.Position
        && left.Rows.Count == right.Rows.Count
        && left.Rows.Values.All(row => right.Find(row.Key) == row);

    /// <summary>The delta from an older image to a newer one of the same epoch.</summary>
    /// <returns>The delta, or <see langword="null"/> if the epochs differ.</returns>
    public static StoreDelta? Delta(StoreImage older, StoreImage newer)
    {
        if (older.Position.Epoch != newer.Position.Epoch)
        {
            return null;
        }

        var changed = DifferentKeys(older, newer).Select(key => newer.Find(key)
            ?? older.Find(key)! with { Value = null, Revision = newer.Position.Revision });
        return new(older.Position, newer.Position, false, [.. changed]);
    }
}
