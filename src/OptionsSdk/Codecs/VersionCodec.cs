using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Codecs;

/// <summary>Versions of two to four numbers.</summary>
internal sealed class VersionCodec : TextFormCodec<Version>
{
    public static readonly VersionCodec Instance = new();

    public override string TypeName => "version";

    public override bool HasEmpty => false;

    protected override string Requirement => "must be a version such as 1.2 or 1.2.3.4";

    public override string Format(Version value) => value.ToString();

    public override string? Check(Version value) => value is null ? "must not be null" : null;

    // The framework takes signs and white space around each number.
    protected override bool TryParseTrimmed(string text, [MaybeNullWhen(false)] out Version value)
    {
        value = null;
        return !text.AsSpan().ContainsAnyExcept(AllowedCharacters) && Version.TryParse(text, out value);
    }

    private static readonly System.Buffers.SearchValues<char> AllowedCharacters = System.Buffers.SearchValues.Create("0123456789.");
}
