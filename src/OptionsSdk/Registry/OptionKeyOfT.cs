namespace OptionsSdk;

/// <summary>
/// A key that knows the type of its option's value. Generated for every option as <c>MailOptions.Keys.Port</c>; immutable and safe to
/// share between threads.
/// </summary>
/// <typeparam name="T">The type of the option's value.</typeparam>
public readonly record struct OptionKey<T>
{
    /// <summary>Makes a typed key.</summary>
    /// <param name="name">The key; see <see cref="OptionKey"/> for its grammar. Checked when the key is used.</param>
    public OptionKey([OptionKeyName] string name) => Name = name;

    /// <summary>The key as text.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
