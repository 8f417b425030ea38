using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Reads and changes flags where they are spelled.</summary>
internal static class FlagSyntax
{
    private static readonly OptionFlags[] Bits =
    [
        .. Enum.GetValues(typeof(OptionFlags)).Cast<OptionFlags>().Where(static flag => flag != 0 && (flag & (flag - 1)) == 0).Distinct(),
    ];

    /// <summary>The flags of a property as spelled; null where the syntax does not tell.</summary>
    public static OptionFlags? Of(PropertyDeclarationSyntax property) =>
        OptionArguments.Read(OptionProperty.Attributes(property)).Flags is not { } expression ? OptionFlags.Default : Of(expression);

    /// <summary>The flags of an expression as spelled; null where the syntax does not tell.</summary>
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

    /// <summary>The single flags of a set, in the order of their declaration.</summary>
    public static IEnumerable<OptionFlags> Split(OptionFlags flags) => Bits.Where(bit => (flags & bit) != 0);

    /// <summary>Removes flags from the declaration of an option; what else the attribute says stays.</summary>
    public static PropertyDeclarationSyntax Remove(PropertyDeclarationSyntax property, OptionFlags removed) =>
        Change(property, expression => Remove(expression, removed));

    /// <summary>Replaces the flags expression of an option.</summary>
    public static PropertyDeclarationSyntax Replace(PropertyDeclarationSyntax property, ExpressionSyntax flags) =>
        Change(property, expression => flags.WithTriviaFrom(expression));

    /// <summary>Adds a flag to the declaration of an option.</summary>
    /// <param name="property">The declaration.</param>
    /// <param name="added">The flag.</param>
    /// <param name="type">How the type of flags is spelled there.</param>
    /// <param name="attribute">How the attribute is spelled there.</param>
    /// <param name="indentation">The white space that its lines begin with.</param>
    /// <param name="endOfLine">The line end of the file.</param>
    public static PropertyDeclarationSyntax Add(
        PropertyDeclarationSyntax property, OptionFlags added, string type, string attribute, string indentation, SyntaxTrivia endOfLine)
    {
        var flag = SyntaxFactory.ParseExpression($"{type}.{added}");
        var (key, flags) = OptionArguments.Read(OptionProperty.Attributes(property));
        if (flags is not null)
        {
            return Of(flags) is { } present && (present & added) == 0
                ? Change(property, expression => present is OptionFlags.None or OptionFlags.Default
                    ? flag.WithTriviaFrom(expression)
                    : SyntaxFactory.ParseExpression($"{expression.ToString()} | {type}.{added}").WithTriviaFrom(expression))
                : property;
        }

        if (key is not null)
        {
            var argument = (AttributeArgumentSyntax)key.Parent!;
            var list = (AttributeArgumentListSyntax)argument.Parent!;
            return property.ReplaceNode(list, list.AddArguments(SyntaxFactory.AttributeArgument(flag).WithLeadingTrivia(SyntaxFactory.Space)));
        }

        return AttributeLists.Add(property, SyntaxFactory.Attribute(SyntaxFactory.ParseName(attribute), SyntaxFactory.ParseAttributeArgumentList($"({type}.{added})")!), indentation, endOfLine);
    }

    /// <summary>Spells a set of flags; null where a bit has no name.</summary>
    public static ExpressionSyntax? Spell(OptionFlags flags, string type)
    {
        var rest = Bits.Aggregate(flags, static (remaining, bit) => remaining & ~bit);
        if (rest != 0)
        {
            return null;
        }

        // Two flags that have a common name are spelled by it.
        var names = new List<OptionFlags>();
        foreach (var bit in new[] { OptionFlags.ModifiableRate, OptionFlags.ModifiableBool, OptionFlags.ModifiableScalar })
        {
            if ((flags & bit) == bit)
            {
                names.Add(bit);
                flags &= ~bit;
            }
        }

        names.InsertRange(0, Split(flags));
        return SyntaxFactory.ParseExpression(names.Count == 0 ? $"{type}.None" : string.Join(" | ", names.Select(name => $"{type}.{name}")));
    }

    private static PropertyDeclarationSyntax Change(PropertyDeclarationSyntax property, Func<ExpressionSyntax, ExpressionSyntax?> change)
    {
        if (OptionArguments.Read(OptionProperty.Attributes(property)).Flags is not { Parent: AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax list } argument } expression)
        {
            return property;
        }

        var changed = change(expression);
        if (changed is not null)
        {
            return property.ReplaceNode(expression, changed);
        }

        if (list.Arguments.Count == 1)
        {
            return AttributeLists.Remove(property, attribute => attribute == list.Parent);
        }

        return property.ReplaceNode(list, list.WithArguments(list.Arguments.Remove(argument)));
    }

    private static ExpressionSyntax? Remove(ExpressionSyntax expression, OptionFlags removed)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Remove(parenthesized.Expression, removed) is { } inner ? parenthesized.WithExpression(inner) : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or:
                return (Remove(or.Left, removed), Remove(or.Right, removed)) switch
                {
                    ({ } left, { } right) => or.Update(left, or.OperatorToken, right),
                    ({ } left, null) => left.WithTriviaFrom(or),
                    (null, { } right) => right.WithTriviaFrom(or),
                    _ => null,
                };
            default:
                if (Of(expression) is not { } flags || (flags & removed) == 0)
                {
                    return expression;
                }

                // A common name of two flags gives way to the one that stays.
                var rest = flags & ~removed;
                var name = SyntaxFactory.IdentifierName(rest.ToString());
                return rest == 0 ? null : expression switch
                {
                    MemberAccessExpressionSyntax access => access.WithName(name),
                    _ => name.WithTriviaFrom(expression),
                };
        }
    }
}
