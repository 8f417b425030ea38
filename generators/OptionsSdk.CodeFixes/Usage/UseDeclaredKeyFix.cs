using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Takes the typed key of a declared option instead of registering it again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseDeclaredKeyFix)), Shared]
internal sealed class UseDeclaredKeyFix() : OptionFix(UsageRules.RegisterDeclaredKey)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (OptionSource.Find(finding, cancellationToken) is not { } option
            || option.TypedKey is not { } key
            || Calls.Around(finding.Node) is not InvocationExpressionSyntax call
            || !finding.Model.IsAccessible(call.SpanStart, key)
            || finding.Model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, finding.Symbols?.OptionManager))
        {
            yield break;
        }

        if (call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement)
        {
            yield return new("Remove this registration", "UseDeclaredKey", edits => edits.Of(finding.Document).Remove(statement));
        }
        else if (call.Parent is not ExpressionStatementSyntax && SymbolEqualityComparer.Default.Equals(method.ReturnType, key.Type))
        {
            var spelling = new TypeSpelling(finding.Model, call.SpanStart);
            var text = $"{spelling.Name(key.ContainingType)}.{key.Name}";
            yield return new($"Use '{text}'", "UseDeclaredKey", edits =>
            {
                edits.Of(finding.Document).Change(call, current => SyntaxFactory.ParseExpression(text).WithTriviaFrom(current));
                edits.Of(finding.Document).Import(spelling);
            });
        }
    }
}
