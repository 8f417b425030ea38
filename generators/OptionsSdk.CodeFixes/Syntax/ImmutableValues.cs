using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Turns values of types that can change into values of the types that take their place.</summary>
/// <param name="model">What the values mean.</param>
/// <param name="spelling">How types are spelled.</param>
internal sealed class ImmutableValues(SemanticModel model, TypeSpelling spelling)
{
    /// <summary>The same value of another type; null where no way is certain.</summary>
    /// <param name="value">The value.</param>
    /// <param name="from">Its type.</param>
    /// <param name="to">The type that it is to have.</param>
    public ExpressionSyntax? Convert(ExpressionSyntax value, ITypeSymbol from, ITypeSymbol to)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to))
        {
            return value;
        }

        return to switch
        {
            INamedTypeSymbol { Name: "ImmutableArray" or "IReadOnlyList", TypeArguments: [var item] } => List(value, ItemOf(from), item)?.WithTriviaFrom(value),
            INamedTypeSymbol { Name: "IReadOnlyDictionary", TypeArguments: [var key, var item] } => Dictionary(value, from, to, key, item)?.WithTriviaFrom(value),
            _ => null,
        };
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments[arguments.Length - 1],
        _ => null,
    };

    private CollectionExpressionSyntax? List(ExpressionSyntax value, ITypeSymbol? from, ITypeSymbol to)
    {
        switch (value)
        {
            case var _ when EmptyDefaults.IsNothing(value) || IsEmpty(value):
                return SyntaxFactory.CollectionExpression();
            case CollectionExpressionSyntax collection:
                return Items(collection, from, to);
            case ImplicitArrayCreationExpressionSyntax { Commas.Count: 0 } array:
                return Items(array.Initializer, from, to);
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return Items(initializer, from, to);
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } initializer:
                return Items(initializer, from, to);
            case BaseObjectCreationExpressionSyntax { Initializer: { RawKind: (int)SyntaxKind.CollectionInitializerExpression } initializer } creation when Capacity(creation):
                return Items(initializer, from, to);
            case BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: [{ } source] } when IsSame(from, to) && !Capacity(value):
                return Spread(source.Expression);
            case BaseObjectCreationExpressionSyntax { Initializer: null } when Capacity(value):
                return SyntaxFactory.CollectionExpression();
            case BaseObjectCreationExpressionSyntax:
                return null;
            default:
                return IsSame(from, to) ? Spread(value) : null;
        }
    }

    private static bool IsSame(ITypeSymbol? from, ITypeSymbol to) => SymbolEqualityComparer.Default.Equals(from, to);

    private static CollectionExpressionSyntax Spread(ExpressionSyntax value) =>
        SyntaxFactory.CollectionExpression([SyntaxFactory.SpreadElement(SyntaxFactory.Token(default, SyntaxKind.DotDotToken, [SyntaxFactory.Space]), value.WithoutTrivia())]);

    // Array.Empty<int>(), new int[0], new List<int>().
    private bool IsEmpty(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => true,
        ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: [{ Sizes: [{ } size] }, ..] } => model.GetConstantValue(size) is { HasValue: true, Value: 0 },
        BaseObjectCreationExpressionSyntax { Initializer: null or { Expressions.Count: 0 }, ArgumentList: null or { Arguments.Count: 0 } } => true,
        _ => false,
    };

    /// <summary>Whether an object is made of nothing but, maybe, a number of items to make room for.</summary>
    private bool Capacity(ExpressionSyntax creation) =>
        creation is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } }
        || creation is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ } argument] }
            && model.GetTypeInfo(argument.Expression).Type?.SpecialType == SpecialType.System_Int32;

    private CollectionExpressionSyntax? Items(CollectionExpressionSyntax collection, ITypeSymbol? from, ITypeSymbol to)
    {
        if (IsSame(from, to))
        {
            return collection;
        }

        var changed = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var element in collection.Elements)
        {
            if (element is not ExpressionElementSyntax { Expression: var item } || from is null || Convert(item, from, to) is not { } converted)
            {
                return null;
            }

            changed.Add(item, converted);
        }

        return collection.ReplaceNodes(changed.Keys, (item, _) => changed[item]);
    }

    private CollectionExpressionSyntax? Items(InitializerExpressionSyntax initializer, ITypeSymbol? from, ITypeSymbol to)
    {
        var items = new List<SyntaxNodeOrToken>();
        foreach (var part in initializer.Expressions.GetWithSeparators())
        {
            if (part.IsToken)
            {
                items.Add(part);
            }
            else if (part.AsNode() is not ExpressionSyntax item || item is InitializerExpressionSyntax or AssignmentExpressionSyntax || from is null || Convert(item, from, to) is not { } converted)
            {
                return null;
            }
            else
            {
                items.Add(SyntaxFactory.ExpressionElement(converted));
            }
        }

        var isOneLine = !initializer.ToString().Contains('\n');
        if (isOneLine && items.Count > 0)
        {
            items[items.Count - 1] = items[items.Count - 1].WithTrailingTrivia();
        }

        return SyntaxFactory.CollectionExpression(
            SyntaxFactory.Token(default, SyntaxKind.OpenBracketToken, isOneLine ? default : initializer.OpenBraceToken.TrailingTrivia),
            SyntaxFactory.SeparatedList<CollectionElementSyntax>(items),
            SyntaxFactory.Token(isOneLine ? default : initializer.CloseBraceToken.LeadingTrivia, SyntaxKind.CloseBracketToken, default));
    }

    private ExpressionSyntax? Dictionary(ExpressionSyntax value, ITypeSymbol from, ITypeSymbol to, ITypeSymbol key, ITypeSymbol item)
    {
        var before = from is INamedTypeSymbol { TypeArguments: [_, var type] } ? type : null;
        switch (value)
        {
            case var _ when EmptyDefaults.IsNothing(value) || value is CollectionExpressionSyntax { Elements.Count: 0 }:
                return EmptyDefaults.Dictionary(key, item, spelling);
            case CollectionExpressionSyntax:
                return null;
            case BaseObjectCreationExpressionSyntax creation:
                var initializer = creation.Initializer is { } entries ? Entries(entries, before, item) : null;
                if (creation.Initializer is not null && initializer is null)
                {
                    return null;
                }

                // Another dictionary than the usual one was chosen for its order or its comparer.
                var isKept = creation is ObjectCreationExpressionSyntax && IsSame(before, item) && model.Compilation.ClassifyConversion(model.GetTypeInfo(value).Type ?? from, to).IsImplicit;
                if (isKept)
                {
                    return value;
                }

                var arguments = creation.ArgumentList?.WithoutTrivia() ?? SyntaxFactory.ArgumentList();
                if (creation is ObjectCreationExpressionSyntax { ArgumentList: null } bare)
                {
                    arguments = arguments.WithTrailingTrivia(bare.Type.GetTrailingTrivia());
                }
                else if (creation.ArgumentList is { } list && initializer is not null)
                {
                    arguments = arguments.WithTrailingTrivia(list.GetTrailingTrivia());
                }

                return SyntaxFactory.ObjectCreationExpression(
                    SyntaxFactory.Token(default, SyntaxKind.NewKeyword, [SyntaxFactory.Space]),
                    SyntaxFactory.ParseTypeName($"{spelling.Dictionary()}<{spelling.Of(key)}, {spelling.Of(item)}>"),
                    arguments,
                    initializer?.WithoutTrailingTrivia());
            case var _ when !IsSame(before, item):
                return null;
            default:
                return model.GetTypeInfo(value).Type is { } given && model.Compilation.ClassifyConversion(given, to).IsImplicit
                    ? value
                    : SyntaxFactory.ParseExpression($"new {spelling.Dictionary()}<{spelling.Of(key)}, {spelling.Of(item)}>({value.WithoutTrivia().ToFullString()})");
        }
    }

    private InitializerExpressionSyntax? Entries(InitializerExpressionSyntax entries, ITypeSymbol? from, ITypeSymbol to)
    {
        if (IsSame(from, to))
        {
            return entries;
        }

        var changed = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var entry in entries.Expressions)
        {
            var item = entry switch
            {
                AssignmentExpressionSyntax assignment => assignment.Right,
                InitializerExpressionSyntax { Expressions: [_, var second] } => second,
                _ => null,
            };
            if (item is null || from is null || Convert(item, from, to) is not { } converted)
            {
                return null;
            }

            changed.Add(item, converted);
        }

        return entries.ReplaceNodes(changed.Keys, (item, _) => changed[item]);
    }
}
