using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Finds the option that a diagnostic is about, and where the solution declares it.</summary>
internal static class OptionSource
{
    /// <summary>The option that a diagnostic is about.</summary>
    public static DeclaredOption? Find(Finding finding, CancellationToken cancellationToken) =>
        finding.Diagnostic.Properties.TryGetValue("Key", out var key) && key is not null ? finding.Symbols?.Keys(cancellationToken).Find(key) : null;

    /// <summary>The declaration in this or another project of the solution; null where it is not part of it.</summary>
    public static (Document Document, PropertyDeclarationSyntax Property)? Declaration(DeclaredOption option, Solution solution, CancellationToken cancellationToken)
    {
        foreach (var reference in option.Property?.DeclaringSyntaxReferences ?? [])
        {
            if (reference.GetSyntax(cancellationToken) is PropertyDeclarationSyntax property
                && OptionProperty.IsOption(property)
                && solution.GetDocument(property.SyntaxTree) is { } document and not SourceGeneratedDocument)
            {
                return (document, property);
            }
        }

        return null;
    }
}
