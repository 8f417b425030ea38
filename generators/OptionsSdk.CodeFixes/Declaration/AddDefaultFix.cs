using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Adds a default that people can start from: the first member of an enumeration, an empty JSON object.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddDefaultFix)), Shared]
internal sealed class AddDefaultFix() : OptionFix(DeclarationRules.MissingDefault)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { AccessorList: not null, Initializer: null } property
            || finding.Model.GetTypeInfo(property.Type, cancellationToken).Type is not { } type)
        {
            yield break;
        }

        var spelling = new TypeSpelling(finding.Model, property.SpanStart);
        if (Guess(type, spelling) is { } value)
        {
            yield return new($"Add the default '{value}'", "AddDefault", edits =>
            {
                var document = edits.Of(finding.Document);
                document.Change(property, current => OptionProperties.WithDefault(current, SyntaxFactory.ParseExpression(value)));
                document.Import(spelling);
            });
        }
    }

    private static string? Guess(ITypeSymbol type, TypeSpelling spelling) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration =>
            enumeration.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static member => member.HasConstantValue) is { } first
                ? $"{spelling.Of(enumeration)}.{first.Name}"
                : null,
        { Name: "JsonElement" } => $"{spelling.Of(type)}.Parse(\"{{}}\")",
        _ => EmptyDefaults.Of(type, spelling)?.ToString(),
    };
}
