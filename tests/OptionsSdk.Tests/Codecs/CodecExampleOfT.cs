using Microsoft.Extensions.Configuration;
using OptionsSdk.Codecs;
using OptionsSdk.Settings;

namespace OptionsSdk.Tests.Codecs;

/// <inheritdoc/>
public sealed class CodecExample<T>(OptionCodec<T> codec, T value, string json, string text) : CodecExample(json, text)
{
    public override OptionCodec Codec => codec;

    public override string WriteJson() => OptionJson.ToCanonicalJson(codec, value);

    public override string? RewriteJson(string json, out string? error) =>
        OptionJson.TryReadJson(codec, json, out var read, out error) ? Rewrite(read) : null;

    public override string? RewriteText(string text, out string? error) =>
        codec.TryParse(text, out var read, out error) ? Rewrite(read) : null;

    public override string? RewriteSetting(IConfiguration settings, string key, out string? error)
    {
        var result = new SettingsReader(settings, [key]).Read(key, codec);
        error = result.Error;
        return result.HasValue ? Rewrite(result.Value!) : null;
    }

    public override string Format() => codec.Format(value);

    public override string? Check() => codec.Check(value);

    public override string WriteFrozen() => OptionJson.ToCanonicalJson(codec, codec.Freeze(value));

    public override string WriteEmpty() => OptionJson.ToCanonicalJson(codec, codec.Empty);

    // Whoever reads a value may write it without another check.
    private string Rewrite(T read)
    {
        Assert.Null(codec.Check(read));
        return OptionJson.ToCanonicalJson(codec, read);
    }
}
