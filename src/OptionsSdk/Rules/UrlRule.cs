using System.ComponentModel;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Requires that a text or URI starts with <c>http://</c>, <c>https://</c> or <c>ftp://</c>, as <c>[Url]</c> of
/// <c>System.ComponentModel.DataAnnotations</c> does. Made by generated code.
/// </summary>
public sealed class UrlRule : OptionRule
{
    private readonly bool _isUnknown;

    /// <summary>Makes the rule.</summary>
    public UrlRule()
    {
    }

    /// <summary>Takes the arguments of an attribute of the same name that is not known; registration refuses the rule.</summary>
    /// <param name="arguments">The arguments.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public UrlRule(params object?[] arguments) => _isUnknown = true;

    /// <inheritdoc/>
    public override string Description => _isUnknown ? "Url" : "a URL of http, https or ftp";

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        if (_isUnknown)
        {
            error = "The rule for URLs takes no arguments.";
            return null;
        }

        var message = MessageOr("must start with http://, https:// or ftp://");
        if (typeof(T) == typeof(Uri))
        {
            error = null;
            Func<Uri, string?> check = uri => uri.IsAbsoluteUri && IsUrl(uri.AbsoluteUri) ? null : message;
            return (Func<T, string?>)(object)check;
        }

        return BindText(codec, IsUrl, message, out error);
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase);
}
