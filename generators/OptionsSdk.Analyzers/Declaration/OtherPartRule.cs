using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1022: options stand in the part that carries the marker, which alone the generator reads.</summary>
internal static class OtherPartRule
{
    public static void Check(GroupPart part)
    {
        foreach (var property in part.Syntax.Members.OfType<PropertyDeclarationSyntax>())
        {
            if ((property.AttributeLists.Count > 0 || property.Modifiers.Any(SyntaxKind.PartialKeyword))
                && part.Model.GetDeclaredSymbol(property, part.CancellationToken) is { } symbol
                && IsMeantAsOption(part, property, symbol))
            {
                part.Report(DeclarationRules.OptionInOtherPart, property.Identifier.GetLocation(), symbol.Name, part.Group.Name);
            }
        }
    }

    private static bool IsMeantAsOption(GroupPart part, PropertyDeclarationSyntax property, IPropertySymbol symbol) =>
        !OptionSymbols.Has(symbol, part.Symbols.NotAnOption)
        && symbol.PartialDefinitionPart is null
        && (OptionSymbols.Has(symbol, part.Symbols.Option) || (OptionProperty.IsOption(property) && !PropertyParts.IsComplete(symbol)));
}
