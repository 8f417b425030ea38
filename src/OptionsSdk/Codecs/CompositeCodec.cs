using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Codecs;

/// <summary>What types that consist of parts share: their text form is JSON.</summary>
internal abstract class CompositeCodec<T> : OptionCodec<T>
{
    public sealed override bool IsComposite => true;

    public sealed override bool TryParse(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error) =>
        OptionJson.TryReadJson(this, text, out value, out error);

    public sealed override string Format(T value) => OptionJson.ToCanonicalJson(this, value);
}
