using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>The flags that an expression spells, as the generator reads it.</summary>
internal static class SpelledFlags
{
    public static OptionFlags? Of(ExpressionSyntax expression)
    {
        if (FlagsExpression.Of(expression).Members is not { } members)
        {
            return null;
        }

        var flags = OptionFlags.None;
        foreach (var member in members)
        {
            flags |= (OptionFlags)Enum.Parse(typeof(OptionFlags), member);
        }

        return flags;
    }
}
