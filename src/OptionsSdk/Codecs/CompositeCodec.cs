using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>What types that consist of parts share: their text form is JSON, in settings they may also be a section.</summary>
internal abstract class CompositeCodec<T> : OptionCodec<T>
{
    public sealed override bool IsComposite => true;

    public sealed override bool TryParse(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error) =>
        OptionJson.TryReadJson(this, text, out value, out error);

    public sealed override string Format(T value) => OptionJson.ToCanonicalJson(this, value);

    internal sealed override bool TryReadSetting(SettingsNode node, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (node.Parts.Count == 0)
        {
            return TryReadSettingText(node.Text, out value, out error);
        }

        // Configuration writes an empty array as an empty text: a lower layer's [] does not contradict a higher layer's items.
        if (string.IsNullOrEmpty(node.Text))
        {
            return TryReadSettingParts(node, out value, out error);
        }

        value = default;
        error = "must be one text of JSON or a section, not both";
        return false;
    }

    /// <summary>Reads a setting without parts: a text, or null inside another composite.</summary>
    internal virtual bool TryReadSettingText(string? text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (text is not null)
        {
            return TryParse(text, out value, out error);
        }

        (value, error) = (default, "must not be null");
        return false;
    }

    /// <summary>Reads a section that has parts.</summary>
    internal abstract bool TryReadSettingParts(SettingsNode node, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error);
}
