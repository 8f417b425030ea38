using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>The default that says "nothing given".</summary>
internal static class EmptyDefaults
{
    /// <summary>The empty value of a type; null where none is obvious.</summary>
    public static ExpressionSyntax? Of(ITypeSymbol type, TypeSpelling spelling) => type switch
    {
        { SpecialType: SpecialType.System_String } => SyntaxFactory.ParseExpression("\"\""),
        IArrayTypeSymbol { Rank: 1 } => SyntaxFactory.ParseExpression("[]"),
        INamedTypeSymbol { TypeArguments.Length: 1, Name: "ImmutableArray" or "IReadOnlyList" or "List" or "IList" or "ICollection" or "IEnumerable" or "HashSet", ContainingType: null } =>
            SyntaxFactory.ParseExpression("[]"),
        INamedTypeSymbol { TypeArguments.Length: 2, Name: "Dictionary" } => SyntaxFactory.ParseExpression("[]"),
        INamedTypeSymbol { TypeArguments: [var key, var value], Name: "IReadOnlyDictionary" or "IDictionary" } => Dictionary(key, value, spelling),
        _ => null,
    };

    /// <summary>Whether an initializer gives nothing.</summary>
    public static bool IsNothing(ExpressionSyntax? expression) => expression switch
    {
        null => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsNothing(suppressed.Operand),
        _ => expression.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression,
    };

    public static ExpressionSyntax Dictionary(ITypeSymbol key, ITypeSymbol value, TypeSpelling spelling) =>
        SyntaxFactory.ParseExpression($"new {spelling.Dictionary()}<{spelling.Of(key)}, {spelling.Of(value)}>()");
}
