using System.Globalization;
using Microsoft.Extensions.Configuration;
using OptionsSdk.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>A value of a type with the JSON and the text that it must have.</summary>
public abstract class CodecExample(string json, string text)
{
    public string Json { get; } = json;

    public string Text { get; } = text;

    public abstract OptionCodec Codec { get; }

    /// <summary>The canonical JSON of the example's value.</summary>
    public abstract string WriteJson();

    /// <summary>Reads JSON and writes it again.</summary>
    public abstract string? RewriteJson(string json, out string? error);

    /// <summary>Reads a text and writes it as JSON.</summary>
    public abstract string? RewriteText(string text, out string? error);

    /// <summary>Reads a setting and writes it as JSON; null with an error, or null without one if it is absent.</summary>
    public abstract string? RewriteSetting(IConfiguration settings, string key, out string? error);

    public abstract string Format();

    public abstract string? Check();

    /// <summary>The canonical JSON of the frozen value.</summary>
    public abstract string WriteFrozen();

    public abstract string WriteEmpty();

    public static T Under<T>(string culture, Func<T> action)
    {
        var (previous, previousUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (previous, previousUi);
        }
    }
}
