using Microsoft.CodeAnalysis;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Finds instances of a group that code can use where it is.</summary>
internal static class GroupInstances
{
    /// <summary>The name of an instance that certainly has a value at a place; parameters and locals first.</summary>
    public static string? Find(SemanticModel model, int position, INamedTypeSymbol group, CancellationToken cancellationToken)
    {
        var isStatic = IsStatic(model.GetEnclosingSymbol(position, cancellationToken));
        return model.LookupSymbols(position)
            .Select(symbol => (Symbol: symbol, Rank: Rank(symbol, position, isStatic)))
            .Where(candidate => candidate.Rank > 0 && SymbolEqualityComparer.Default.Equals(TypeOf(candidate.Symbol), group))
            .OrderBy(static candidate => candidate.Rank)
            .ThenBy(static candidate => candidate.Symbol.Name, StringComparer.Ordinal)
            .Select(static candidate => candidate.Symbol.Name)
            .FirstOrDefault();
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    };

    private static int Rank(ISymbol symbol, int position, bool isStatic) => symbol switch
    {
        IParameterSymbol { RefKind: not RefKind.Out } => 1,
        ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } when declaration.Span.End < position => 2,
        IFieldSymbol field when field.IsStatic || !isStatic => 3,
        IPropertySymbol property when property.IsStatic || !isStatic => 4,
        _ => 0,
    };

    private static bool IsStatic(ISymbol? symbol)
    {
        for (; symbol is not null and not INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.IsStatic || symbol is IFieldSymbol)
            {
                return true;
            }
        }

        return false;
    }
}
