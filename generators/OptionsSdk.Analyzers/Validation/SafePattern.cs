using System.Text.RegularExpressions;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Compiles patterns the way the runtime does: only those that no text can make slow.</summary>
internal static class SafePattern
{
    // Longer ones would cost the editor more than the check is worth; the runtime has the last word on them.
    private const int MaximumLength = 10_000;

    private const string Backtracks =
        "needs backtracking (look-around, back-references, atomic groups or conditions), by which a text could make it arbitrarily slow; write it without, or use a Validate hook of the group";

    // RegexOptions.NonBacktracking, which the reference assembly of compiler extensions does not know.
    private const RegexOptions NonBacktracking = (RegexOptions)0x400 | RegexOptions.CultureInvariant;

    // Of compilers whose expressions may backtrack; the others need none, so that what they find does not depend on the machine's load.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private static readonly bool HasNonBacktracking = Find("", NonBacktracking, out _) is not null;

    /// <summary>A function that says whether a text matches as a whole; null if the pattern is refused for the given reason, or for none if it cannot be judged.</summary>
    public static Func<string, bool>? Compile(string pattern, out string? problem)
    {
        problem = null;
        if (pattern.Length > MaximumLength)
        {
            return null;
        }

        var expression = HasNonBacktracking
            ? Find(pattern, NonBacktracking, out problem)
            : BacktrackingSyntax.IsIn(pattern) ? null : Find(pattern, RegexOptions.CultureInvariant, out problem);
        if (expression is null)
        {
            problem ??= Backtracks;
            return null;
        }

        return text => Matches(expression, text);
    }

    private static Regex? Find(string pattern, RegexOptions options, out string? problem)
    {
        try
        {
            problem = null;
            return new Regex(pattern, options, options == NonBacktracking ? Regex.InfiniteMatchTimeout : Patience);
        }
        catch (NotSupportedException)
        {
            problem = Backtracks;
            return null;
        }
        catch (ArgumentException exception)
        {
            problem = $"is not a regular expression: {exception.Message.TrimEnd('.')}; repair it";
            return null;
        }
    }

    private static bool Matches(Regex expression, string text)
    {
        try
        {
            return text.Length == 0 || (expression.Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length);
        }
        catch (RegexMatchTimeoutException)
        {
            // Not decided here.
            return true;
        }
    }
}
