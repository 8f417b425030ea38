namespace OptionsSdk.Store;

/// <summary>One option's part of a commit. Policy was decided before; what it judged comes along as a precondition.</summary>
/// <param name="Key">The option's key.</param>
/// <param name="Value">The new value as canonical JSON text, or <see langword="null"/> to delete.</param>
/// <param name="ExpectedRevision">
/// The precondition, checked inside the write transaction: <see langword="null"/> for none, 0 for "has no value", otherwise the
/// revision of the live row.
/// </param>
/// <param name="IsSecret">
/// Whether the change log must hold neither the old nor the new value. The next change of the key leaves this value out too, whatever it
/// says of itself: its writer may not know any more that the value is secret.
/// </param>
[method: OptionWrite]
public sealed record StoreWrite([OptionKeyName] string Key, string? Value, long? ExpectedRevision = null, bool IsSecret = false)
{
    /// <summary>Names the key only: a write may hold a credential.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => Value is null ? $"delete {Key}" : $"set {Key}";
}
