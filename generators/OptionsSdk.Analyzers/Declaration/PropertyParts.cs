using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>Who implements a partial property.</summary>
internal static class PropertyParts
{
    private const string Generated = ".g.cs";

    /// <summary>Whether the property is one of two parts that people wrote, which the generator leaves alone.</summary>
    public static bool IsImplementedByPeople(IPropertySymbol property) =>
        property.PartialDefinitionPart is not null
        || property.PartialImplementationPart is { DeclaringSyntaxReferences: [{ SyntaxTree.FilePath: var path }, ..] } && !path.EndsWith(Generated, StringComparison.Ordinal);

    /// <summary>Whether the property is one of two parts, whoever wrote them.</summary>
    public static bool IsComplete(IPropertySymbol property) => property.PartialDefinitionPart is not null || property.PartialImplementationPart is not null;
}
