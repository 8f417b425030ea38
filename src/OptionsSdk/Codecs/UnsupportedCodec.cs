using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Stands for a type without a codec, so that the declaration compiles and registration can say what is wrong with it.</summary>
/// <param name="reason">What is wrong with the type or a part of it.</param>
internal sealed class UnsupportedCodec<T>(UnsupportedType reason) : OptionCodec<T>
{
    private const string Error = "has a type that is not supported";

    public override string TypeName => typeof(T).ToString();

    public override bool IsComposite => false;

    public override bool HasEmpty => false;

    public override T Empty => default!;

    internal override UnsupportedType Unsupported => reason;

    public override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        (value, error) = (default, Error);
        return false;
    }

    public override void Write(Utf8JsonWriter writer, T value) => throw new NotSupportedException(Error);

    public override bool TryParse(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        (value, error) = (default, Error);
        return false;
    }

    public override string Format(T value) => throw new NotSupportedException(Error);

    public override string? Check(T value) => Error;

    public override T Freeze(T value) => value;
}
