using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>
/// Reads and writes the values of one type: as canonical JSON, which databases and caches hold, and as text, which settings, command
/// lines and HTTP bring. The same codec serves every door. Immutable and safe for concurrent use; never uses the current culture.
/// </summary>
public abstract class OptionCodec
{
    private protected OptionCodec()
    {
    }

    /// <summary>The type of the values.</summary>
    public abstract Type ValueType { get; }

    /// <summary>The type's name in messages and listings, for example <c>integer</c> or <c>list of text</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether the type consists of parts (a list, a dictionary, any JSON), so that its text form is JSON.</summary>
    public abstract bool IsComposite { get; }

    /// <summary>Whether the type has an obvious empty value, which an option without a default takes.</summary>
    public abstract bool HasEmpty { get; }

    /// <summary>Why values of the type are not supported, so that registration refuses them; <see langword="null"/> if they are.</summary>
    internal virtual UnsupportedType? Unsupported => null;

    /// <summary>Reads a value from JSON and writes it as canonical JSON.</summary>
    /// <param name="reader">The reader. It stands on the value's first token and is left on its last one.</param>
    /// <param name="writer">The writer.</param>
    /// <returns>Why the JSON is not a value of the type, or <see langword="null"/> if it is one.</returns>
    internal abstract string? Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer);

    /// <summary>Reads a value from settings and writes it as canonical JSON.</summary>
    /// <param name="node">The place, at which settings say something.</param>
    /// <param name="writer">The writer.</param>
    /// <returns>Why the setting is not a value of the type, or <see langword="null"/> if it is one.</returns>
    internal abstract string? CopySetting(SettingsNode node, Utf8JsonWriter writer);
}
