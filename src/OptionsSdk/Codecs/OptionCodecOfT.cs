using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <inheritdoc/>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class OptionCodec<T> : OptionCodec
{
    private protected OptionCodec()
    {
    }

    /// <summary>Measures values that have a length (characters, entries; nothing for null); <see langword="null"/> for types without one.</summary>
    internal virtual Func<T, int?>? Length => null;

    /// <inheritdoc/>
    public sealed override Type ValueType => typeof(T);

    /// <summary>The type's empty value; without meaning unless <see cref="OptionCodec.HasEmpty"/>.</summary>
    public abstract T Empty { get; }

    /// <summary>
    /// Reads a value from JSON. The reader stands on the value's first token and is left on its last one.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The value, frozen: nobody can change it afterwards.</param>
    /// <param name="error">Why the JSON is not a value of the type, without the JSON itself; a sentence without its subject, for example <c>must be a whole number from 0 to 255</c>.</param>
    /// <returns><see langword="true"/> if the value was read.</returns>
    public abstract bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error);

    /// <summary>Writes a value as canonical JSON: equal values give equal bytes.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">A value that <see cref="Check"/> accepts.</param>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads a value from text: invariant culture, composites as JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value, frozen.</param>
    /// <param name="error">Why the text is not a value of the type, without the text itself.</param>
    /// <returns><see langword="true"/> if the value was read.</returns>
    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error);

    /// <summary>Writes a value as text that <see cref="TryParse"/> reads back.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public abstract string Format(T value);

    /// <summary>Checks a value that code made: null, not finite, undefined enumeration member, null inside a list.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The error, or <see langword="null"/> if the value is fine.</returns>
    public abstract string? Check(T value);

    /// <summary>Makes a value that its maker cannot change any more: copies lists and dictionaries, clones JSON elements.</summary>
    /// <param name="value">A value that <see cref="Check"/> accepts.</param>
    /// <returns>The frozen value.</returns>
    public abstract T Freeze(T value);

    /// <summary>Says whether a value's JSON may be larger or nested deeper than <see cref="OptionLimits"/> allow; false only if it surely is not.</summary>
    /// <param name="value">A value that <see cref="Check"/> accepts.</param>
    internal virtual bool MayBreakLimits(T value) => IsComposite;

    /// <summary>Reads a value from settings, where a single value is a text.</summary>
    /// <param name="node">The place, at which settings say something.</param>
    /// <param name="value">The value, frozen.</param>
    /// <param name="error">Why the setting is not a value of the type, without the setting itself.</param>
    internal virtual bool TryReadSetting(SettingsNode node, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (node.Text is { } text)
        {
            return TryParse(text, out value, out error);
        }

        value = default;
        error = node.IsNull ? "must not be null" : $"must be a single value ({TypeName}), not a section";
        return false;
    }

    internal sealed override string? Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer) =>
        TryRead(ref reader, out var value, out var error) ? Write(value, writer) : error;

    internal sealed override string? CopySetting(SettingsNode node, Utf8JsonWriter writer) =>
        TryReadSetting(node, out var value, out var error) ? Write(value, writer) : error;

    private string? Write(T value, Utf8JsonWriter writer)
    {
        Write(writer, value);
        return null;
    }
}
