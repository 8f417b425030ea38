using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>
/// The whole namespace exactly as the database was at one position: every row raw, known or not. Immutable; a newer state is a new
/// image. This is the unit that caches and processes replicate (the <em>prefix replica</em>).
/// </summary>
public sealed class StoreImage
{
    private readonly ImmutableDictionary<string, StoreRow> _rows;

    private StoreImage(StorePosition position, ImmutableDictionary<string, StoreRow> rows)
    {
        Position = position;
        _rows = rows;
    }

    /// <summary>The image before everything: nothing is known yet.</summary>
    public static StoreImage Empty { get; } = new(StorePosition.Origin, ImmutableDictionary.Create<string, StoreRow>(StringComparer.Ordinal));

    /// <summary>The position that the image stands at.</summary>
    public StorePosition Position { get; }

    /// <summary>The live rows by key; deleted keys are absent.</summary>
    public IReadOnlyDictionary<string, StoreRow> Rows => _rows;

    /// <summary>Finds a key's live row.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The row, or <see langword="null"/> if the key has no value at this position.</returns>
    public StoreRow? Find(string key) => _rows.GetValueOrDefault(key);

    /// <summary>Applies a delta that fits exactly, or a full one.</summary>
    /// <param name="delta">The delta.</param>
    /// <returns>The new image, or <see langword="null"/> if the delta does not start at this image's position.</returns>
    public StoreImage? Apply(StoreDelta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        if (delta.IsFull)
        {
            return From(delta.To, delta.Rows.AsSpan());
        }

        if (delta.From != Position)
        {
            return null;
        }

        if (delta.IsEmpty)
        {
            return this;
        }

        var rows = _rows.ToBuilder();
        foreach (var row in delta.Rows)
        {
            if (row.IsDeleted)
            {
                rows.Remove(row.Key);
            }
            else
            {
                rows[row.Key] = row;
            }
        }

        return new(delta.To, rows.ToImmutable());
    }

    /// <summary>Makes an image of the whole state at a position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="rows">The rows; deleted ones are left out.</param>
    /// <returns>The image.</returns>
    public static StoreImage From(StorePosition position, ReadOnlySpan<StoreRow> rows)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, StoreRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!row.IsDeleted)
            {
                builder[row.Key] = row;
            }
        }

        return new(position, builder.ToImmutable());
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Position} ({_rows.Count} rows)";
}
