using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1012: a default that the compiler can evaluate is a value of its type and obeys the option's own rules. Messages never show it.</summary>
internal static class DefaultRule
{
    public static void Check(OptionDeclaration option)
    {
        if (option.Default is { } expression
            && option.TypeProblem is null
            && (FindTypeError(option.Type, expression, option) ?? FindRuleError(option, expression)) is { } error)
        {
            option.Report(DeclarationRules.DefaultBreaksRule, expression, error);
        }
    }

    private static string? FindTypeError(ITypeSymbol type, ExpressionSyntax expression, OptionDeclaration option)
    {
        var value = ConstantSyntax.Unwrap(expression);
        var constant = option.Part.Model.GetConstantValue(value, option.Part.CancellationToken);
        if (constant is { HasValue: true, Value: null } && !LeafTypes.IsNullableValue(type))
        {
            return type.IsReferenceType ? "must not be null" : null;
        }

        if (IsZero(value) && option.Part.Model.GetTypeInfo(value, option.Part.CancellationToken).Type is { } zero && FindZeroError(zero) is { } zeroError)
        {
            return zeroError;
        }

        if (LeafTypes.IsList(type) && value is CollectionExpressionSyntax list && ((INamedTypeSymbol)type).TypeArguments is [var itemType])
        {
            var found = list.Elements.OfType<ExpressionElementSyntax>()
                .Select((item, index) => FindTypeError(itemType, item.Expression, option) is { } error ? (Error: error, index) : default)
                .FirstOrDefault(static item => item.Error is not null);
            return found.Error is null ? null : $"has an item (number {(found.index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}) that {found.Error}";
        }

        return ConstantDefault.Find(LeafTypes.WithoutNullable(type), value, option.Part) is { } known ? LeafValues.FindError(LeafTypes.WithoutNullable(type), known) : null;
    }

    // default, default(T) and new() of a value type.
    private static bool IsZero(ExpressionSyntax expression) => expression
        is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression }
        or DefaultExpressionSyntax
        or BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null };

    private static string? FindZeroError(ITypeSymbol type) => LeafTypes.NameOf(type) switch
    {
        LeafTypes.ImmutableArray => "must not be a default ImmutableArray, which is no list; [] is the empty one",
        LeafTypes.JsonElement => "must be a JSON value, not an undefined element",
        _ => null,
    };

    private static string? FindRuleError(OptionDeclaration option, ExpressionSyntax expression)
    {
        var value = ConstantSyntax.Unwrap(expression);
        if (value is CollectionExpressionSyntax list)
        {
            return list.Elements.All(static item => item is ExpressionElementSyntax)
                ? option.Rules.Select(rule => rule.CheckLength?.Invoke(list.Elements.Count)).FirstOrDefault(static error => error is not null)
                : null;
        }

        if (ConstantDefault.Find(LeafTypes.WithoutNullable(option.Type), value, option.Part) is not { } known)
        {
            return null;
        }

        return (option.Has(OptionFlags.Rate) ? RateRule.FindError(known) : null)
            ?? option.Rules.Select(rule => rule.Check?.Invoke(known)).FirstOrDefault(static error => error is not null);
    }
}
