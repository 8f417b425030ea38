namespace OptionsSdk.Codecs;

/// <summary>GUIDs with hyphens, written in lower case.</summary>
internal sealed class GuidCodec : TextFormCodec<Guid>
{
    public static readonly GuidCodec Instance = new();

    public override string TypeName => "GUID";

    protected override string Requirement => "must be a GUID such as 0f8fad5b-d9cb-469f-a165-70867728950e";

    public override string Format(Guid value) => value.ToString("D");

    protected override bool TryParseTrimmed(string text, out Guid value) => Guid.TryParseExact(text, "D", out value);
}
