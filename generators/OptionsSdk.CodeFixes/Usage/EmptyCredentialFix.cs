using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Empties the default of a credential.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EmptyCredentialFix)), Shared]
internal sealed class EmptyCredentialFix() : OptionFix(SecurityRules.CredentialInCode)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        var spelling = new TypeSpelling(finding.Model, finding.Position);
        if (finding.Around<PropertyDeclarationSyntax>() is { Initializer.Value: var value } property
            && value.Span.Contains(finding.Diagnostic.Location.SourceSpan)
            && finding.Model.GetTypeInfo(property.Type, cancellationToken).Type is { } type
            && EmptyDefaults.Of(type, spelling) is { } empty)
        {
            yield return new("Leave the default empty", "EmptyDefault", edits =>
            {
                edits.Of(finding.Document).Change(value, current => empty.WithTriviaFrom(current));
                edits.Of(finding.Document).Import(spelling);
            });
        }
    }
}
