using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Codecs;

/// <summary>URIs, absolute or relative, kept as they were written.</summary>
internal sealed class UriCodec : TextFormCodec<Uri>
{
    public static readonly UriCodec Instance = new();

    public override string TypeName => "URI";

    public override bool HasEmpty => false;

    protected override string Requirement => "must be a URI, absolute or relative";

    public override string Format(Uri value) => value.OriginalString;

    // What cannot be read back must not be written: an empty URI, and one with white space around it.
    public override string? Check(Uri value) =>
        value is null ? "must not be null"
        : value.OriginalString.Length == 0 || value.OriginalString.Trim().Length != value.OriginalString.Length ? Requirement
        : UnicodeText.IsWellFormed(value.OriginalString) ? null
        : UnicodeText.Requirement;

    internal override bool MayBreakLimits(Uri value) => OptionJson.MayBreakLimits(value.OriginalString);

    protected override bool TryParseTrimmed(string text, [MaybeNullWhen(false)] out Uri value) =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value) && Check(value) is null;
}
