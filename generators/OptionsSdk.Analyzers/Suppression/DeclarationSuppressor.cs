using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Suppression;

/// <summary>Takes back what other analyzers say of the declarations of options, where a correct declaration cannot do otherwise.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationSuppressor : DiagnosticSuppressor
{
    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [SuppressionRules.StatedDefault, SuppressionRules.AddressAsText];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (OptionSymbols.Find(context.Compilation) is not { } symbols)
        {
            return;
        }

        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (IsOnOption(diagnostic, symbols, context))
            {
                var rule = SupportedSuppressions.First(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id);
                context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(rule, diagnostic));
            }
        }
    }

    private static bool IsOnOption(Diagnostic diagnostic, OptionSymbols symbols, SuppressionAnalysisContext context) =>
        diagnostic.Location.SourceTree is { } file
        && file.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
        && OptionProperty.IsOption(property)
        && context.GetSemanticModel(file).GetDeclaredSymbol(property, context.CancellationToken) is { } option
        && symbols.IsGroup(option.ContainingType);
}
