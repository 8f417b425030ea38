using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Codecs;

/// <summary>A codec whose values can be the names of a JSON object's properties: texts, whole numbers, enumeration members.</summary>
internal interface IDictionaryKeyCodec<TKey>
{
    /// <summary>The canonical name of a key.</summary>
    string FormatKey(TKey key);

    /// <summary>Reads a key from a property name.</summary>
    bool TryParseKey(string name, [MaybeNullWhen(false)] out TKey key, [NotNullWhen(false)] out string? error);

    /// <summary>The canonical order of keys.</summary>
    int CompareKeys(TKey left, TKey right);
}
