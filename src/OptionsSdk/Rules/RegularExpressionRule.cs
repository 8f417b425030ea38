using System.ComponentModel;
using System.Text.RegularExpressions;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Requires that a pattern matches a whole text, as <c>[RegularExpression]</c> of <c>System.ComponentModel.DataAnnotations</c> does: the first
/// match must cover the text, and an empty text passes. The engine does not backtrack, so that no text can make it slow; a pattern that needs
/// backtracking (look-around, back-references, atomic groups) fails registration. Made by generated code.
/// </summary>
public sealed class RegularExpressionRule : OptionRule
{
    private readonly string? _pattern;

    /// <summary>Gives the pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    public RegularExpressionRule(string pattern) => _pattern = pattern;

    /// <summary>Takes the arguments of an attribute of the same name that is not known; registration refuses the rule.</summary>
    /// <param name="arguments">The arguments.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RegularExpressionRule(params object?[] arguments)
    {
    }

    /// <inheritdoc/>
    public override string Description => _pattern is null ? "RegularExpression" : $"matching the pattern {_pattern}";

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        if (_pattern is null)
        {
            error = "A regular expression is given by one text.";
            return null;
        }

        if (Compile(_pattern, out error) is not { } expression)
        {
            return null;
        }

        return BindText(codec, text => Matches(expression, text), MessageOr($"must match the pattern {_pattern}", _pattern), out error);
    }

    private static Regex? Compile(string pattern, out string? error)
    {
        try
        {
            error = null;
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            error = "The pattern needs backtracking (look-around, back-references, atomic groups or conditions), which is not allowed because a text could make it arbitrarily slow.";
            return null;
        }
        catch (ArgumentException exception)
        {
            error = $"The pattern is not a regular expression: {exception.Message}";
            return null;
        }
    }

    private static bool Matches(Regex expression, string text) =>
        text.Length == 0 || (expression.Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length);
}
