using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Spells types as people would at a place: by simple names where those mean the type there, and never by an alias.</summary>
/// <param name="model">What names mean.</param>
/// <param name="position">The place.</param>
internal sealed class TypeSpelling(SemanticModel model, int position)
{
    private readonly HashSet<string> _imports = new(StringComparer.Ordinal);

    /// <summary>The namespaces that the spelled names need besides those known at the place.</summary>
    public IReadOnlyCollection<string> Imports => _imports;

    /// <summary>Spells a type; its namespace is imported where its name is free at the place.</summary>
    public string Of(ITypeSymbol type) => type switch
    {
        { SpecialType: not SpecialType.None } when type.ToDisplayString() is var keyword && !keyword.Contains('.') && !keyword.Contains('<') && !keyword.EndsWith("?", StringComparison.Ordinal) => keyword,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => $"{Of(nullable.TypeArguments[0])}?",
        IArrayTypeSymbol array => $"{Of(array.ElementType)}[{new string(',', array.Rank - 1)}]{Question(array)}",
        INamedTypeSymbol { IsTupleType: true } tuple =>
            $"({string.Join(", ", tuple.TupleElements.Select(element => element.IsExplicitlyNamedTupleElement ? $"{Of(element.Type)} {element.Name}" : Of(element.Type)))})",
        INamedTypeSymbol named => $"{Name(named)}{Arguments(named)}{Question(named)}",
        _ => type.ToDisplayString(),
    };

    /// <summary>Spells the name of a type without type arguments.</summary>
    public string Name(INamedTypeSymbol type)
    {
        var name = Escape(type.Name);
        var found = model.LookupNamespacesAndTypes(position, name: type.Name).OfType<INamedTypeSymbol>().Where(other => other.Arity == type.Arity).ToImmutableArray();
        if (found.Length == 1 && SymbolEqualityComparer.Default.Equals(found[0].OriginalDefinition, type.OriginalDefinition))
        {
            return name;
        }

        if (type.ContainingType is { } outer)
        {
            return $"{Name(outer)}{Arguments(outer)}.{name}";
        }

        if (type.ContainingNamespace is not { IsGlobalNamespace: false } @namespace)
        {
            return found.IsEmpty ? name : $"global::{name}";
        }

        if (found.IsEmpty)
        {
            _imports.Add(@namespace.ToDisplayString());
            return name;
        }

        return $"global::{@namespace.ToDisplayString()}.{name}";
    }

    /// <summary>Spells a type that generated or written code may not name yet, by its metadata name.</summary>
    public string? Of(string metadataName) => model.Compilation.GetTypeByMetadataName(metadataName) is { } type ? Name(type) : null;

    /// <summary>Spells the usual dictionary without type arguments.</summary>
    public string Dictionary() => Of("System.Collections.Generic.Dictionary`2") ?? "Dictionary";

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";

    private static string Question(ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? "?" : "";

    private string Arguments(INamedTypeSymbol type) => type.TypeArguments.IsEmpty ? "" : $"<{string.Join(", ", type.TypeArguments.Select(Of))}>";
}
