using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers;
using OptionsSdk.Analyzers.Declaration;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Adds a type to the JSON context that the group names, also in another file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddToJsonContextFix)), Shared]
internal sealed class AddToJsonContextFix() : OptionFix(DeclarationRules.TypeNotInJsonContext)
{
    private const string Listing = "System.Text.Json.Serialization.JsonSerializableAttribute";

    internal override async Task<IReadOnlyList<Repair>> RepairsAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Symbols is not { } symbols
            || finding.Around<PropertyDeclarationSyntax>() is not { } property
            || finding.Around<TypeSyntax>() is not { } spelled
            || finding.Model.GetTypeInfo(spelled, cancellationToken).Type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } type
            || finding.Model.GetDeclaredSymbol(property, cancellationToken)?.ContainingType is not { } group
            || JsonContext.Find(group, symbols) is not { IsContext: true } context
            || Written(context, finding.Solution, cancellationToken) is not { } declaration
            || finding.Solution.GetDocument(declaration.SyntaxTree) is not { } target
            || await target.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        var spelling = new TypeSpelling(model, declaration.SpanStart);
        var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.TypeOfExpression(SyntaxFactory.ParseTypeName(spelling.Of(type.WithNullableAnnotation(NullableAnnotation.None)))));
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName(Attributes.NameOf(spelling, Listing)),
            SyntaxFactory.AttributeArgumentList([argument]));
        var end = Trivia.EndOfLine(declaration);
        var indentation = Trivia.Indentation(declaration).ToString();
        return
        [
            new($"Add '{type.Name}' to '{context.Name}'", "AddToJsonContext", edits =>
            {
                var document = edits.Of(target);
                document.Import(spelling);
                document.Change(declaration, current => Has(current, attribute) ? current : AttributeLists.Add(current, attribute, indentation, end));
            }),
        ];
    }

    // Several options may have the same type.
    private static bool Has(ClassDeclarationSyntax declaration, AttributeSyntax attribute) =>
        declaration.AttributeLists.SelectMany(static list => list.Attributes).Any(other => other.IsEquivalentTo(attribute));

    private static ClassDeclarationSyntax? Written(JsonContext context, Solution solution, CancellationToken cancellationToken) =>
        context.Type.DeclaringSyntaxReferences
            .Where(reference => solution.GetDocument(reference.SyntaxTree) is not null and not SourceGeneratedDocument)
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<ClassDeclarationSyntax>()
            .OrderByDescending(static declaration => declaration.AttributeLists.Count)
            .FirstOrDefault();
}
