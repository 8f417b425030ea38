using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <inheritdoc/>
internal sealed class DeclaredOptions(SnapshotHolder holder, Func<string, bool> isLegacy) : IDeclaredOptions
{
    public IEnumerable<string> RejectedKeys
    {
        get
        {
            var current = holder.Current;
            return current.Slots.Values.Where(slot => current[slot].RowError is not null).Select(static slot => slot.Key);
        }
    }

    public IEnumerable<TimeSpan> StalenessLimits => holder.Current.Expiring.Select(static slot => slot.Definition.MaxStaleness!.Value);

    public bool IsCredential(string key) => holder.Current.Find(key) is { Definition.IsCredential: true };

    public StoreRow? FindGood(StoreRow row)
    {
        var current = holder.Current;
        if (current.Find(row.Key) is not { } slot)
        {
            return isLegacy(row.Key) ? row : null;
        }

        if (slot.Definition.HasAny(OptionFlags.NoStore))
        {
            return null;
        }

        // A row that is not judged yet is judged by whoever reads the file.
        var state = current[slot];
        return state.RowError is not null && ReferenceEquals(state.Row, row) ? state.ValueRow : row;
    }

    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var slot in holder.Current.Slots.Values.OrderBy(static slot => slot.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{slot.Key}\t{slot.Definition.TypeName}\t{(int)slot.Definition.Flags}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
