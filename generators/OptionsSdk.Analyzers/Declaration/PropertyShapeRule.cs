using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1003 to OSDK1006: what looks like an option has the shape of one, and what does not is not one by accident.</summary>
internal static class PropertyShapeRule
{
    public static void Check(GroupPart part)
    {
        foreach (var member in part.Syntax.Members)
        {
            if (member is PropertyDeclarationSyntax property && !OptionProperty.IsOption(property) && part.Model.GetDeclaredSymbol(property, part.CancellationToken) is { } symbol)
            {
                Check(part, property, symbol);
            }
            else if (member is IndexerDeclarationSyntax indexer && part.Model.GetDeclaredSymbol(indexer, part.CancellationToken) is { } indexerSymbol)
            {
                CheckIndexer(part, indexer, indexerSymbol);
            }
        }
    }

    private static void Check(GroupPart part, PropertyDeclarationSyntax property, IPropertySymbol symbol)
    {
        if (OptionSymbols.Has(symbol, part.Symbols.NotAnOption))
        {
            return;
        }

        var place = property.Identifier.GetLocation();
        if (!property.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            CheckOrdinary(part, property, symbol, place);
        }
        else if (PropertyParts.IsComplete(symbol))
        {
            // Somebody implements it, so it is no option and works as it is, unless it says that it is one.
            if (OptionSymbols.Has(symbol, part.Symbols.Option) && symbol.PartialDefinitionPart is null)
            {
                part.Report(DeclarationRules.NotGetOnly, place, symbol.Name, "is implemented elsewhere");
            }
        }
        else if (symbol.IsStatic)
        {
            part.Report(DeclarationRules.StaticOption, place, symbol.Name);
        }
        else if (FindShapeProblem(property) is { } problem)
        {
            part.Report(DeclarationRules.NotGetOnly, place, symbol.Name, problem);
        }
        else if (symbol.Type.TypeKind != TypeKind.Error && TypeRule.FindProblem(property.Type, symbol.Type, part.JsonContext) is { } typeProblem)
        {
            part.Report(typeProblem.Rule, typeProblem.Where.GetLocation(), [symbol.Name, .. typeProblem.Arguments]);
        }
    }

    private static void CheckOrdinary(GroupPart part, PropertyDeclarationSyntax property, IPropertySymbol symbol, Location place)
    {
        if (property.ExplicitInterfaceSpecifier is not null)
        {
            if (OptionSymbols.Has(symbol, part.Symbols.Option))
            {
                part.Report(DeclarationRules.NotGetOnly, place, property.Identifier.ValueText, "implements an interface explicitly");
            }
        }
        else if (IsMeantAsOption(part, symbol))
        {
            part.Report(DeclarationRules.NotPartial, place, symbol.Name);
        }
        else if (!symbol.IsStatic && property.AccessorList is { } accessors && accessors.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }))
        {
            part.Report(DeclarationRules.NotAnOption, place, symbol.Name, part.Group.Name);
        }
    }

    private static void CheckIndexer(GroupPart part, IndexerDeclarationSyntax indexer, IPropertySymbol symbol)
    {
        var isPartial = indexer.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (!OptionSymbols.Has(symbol, part.Symbols.NotAnOption)
            && (isPartial ? !PropertyParts.IsComplete(symbol) : OptionSymbols.Has(symbol, part.Symbols.Option)))
        {
            part.Report(DeclarationRules.NotGetOnly, indexer.ThisKeyword.GetLocation(), "this[]", "is an indexer");
        }
    }

    private static bool IsMeantAsOption(GroupPart part, IPropertySymbol symbol) =>
        OptionSymbols.Has(symbol, part.Symbols.Option)
        || symbol.GetAttributes().Any(attribute => ValidationAttributes.Is(attribute.AttributeClass));

    private static string? FindShapeProblem(PropertyDeclarationSyntax property)
    {
        if (property.ExplicitInterfaceSpecifier is not null)
        {
            return "implements an interface explicitly";
        }

        if (property.Type is RefTypeSyntax)
        {
            return "returns a reference";
        }

        if (property.ExpressionBody is not null)
        {
            return "has a body";
        }

        var accessors = property.AccessorList?.Accessors ?? default;
        return accessors.Any(SyntaxKind.SetAccessorDeclaration) ? "has a set accessor"
            : accessors.Any(SyntaxKind.InitAccessorDeclaration) ? "has an init accessor"
            : accessors.Any(static accessor => accessor is not { Body: null, ExpressionBody: null }) ? "has a body"
            : accessors is [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration }] ? null
            : "has no get accessor";
    }
}
