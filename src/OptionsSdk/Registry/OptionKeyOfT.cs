namespace OptionsSdk;

/// <summary>
/// A key that knows the type of its option's value. Generated for every option as <c>MailOptions.Keys.Port</c>; immutable and safe to
/// share between threads.
/// </summary>
/// <typeparam name="T">The type of the option's value.</typeparam>
public readonly record struct OptionKey<[OptionValue] T>
{
    // Null for the empty name as well, so that all keys without a name are equal.
    private readonly string? _name;

    /// <summary>Makes a typed key.</summary>
    /// <param name="name">The key; see <see cref="OptionKey"/> for its grammar. Checked when the key is used.</param>
    public OptionKey([OptionKeyName] string name) => _name = string.IsNullOrEmpty(name) ? null : name;

    /// <summary>The key as text; empty, which no option is called, for a typed key that nobody made (<see langword="default"/>).</summary>
    public string Name => _name ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
