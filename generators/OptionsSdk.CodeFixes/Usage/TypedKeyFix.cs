using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Uses the typed key that the compiler checks; a type argument that it carries itself goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypedKeyFix)), Shared]
internal sealed class TypedKeyFix() : OptionFix(UsageRules.UseTypedKey)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (!finding.Diagnostic.Properties.TryGetValue("Replacement", out var replacement)
            || replacement is not { Length: > 0 }
            || finding.Node is not ExpressionSyntax key)
        {
            yield break;
        }

        var typed = SyntaxFactory.ParseExpression(replacement);
        var call = key.Parent?.Parent?.Parent as InvocationExpressionSyntax;
        var generic = Generic(call?.Expression);
        var isInferred = call is not null && generic is not null && Binds(finding.Model, call, key, typed, generic);
        if (call is not null && !isInferred && !Binds(finding.Model, call, key, typed, null))
        {
            yield break;
        }

        yield return new($"Use '{replacement}'", "UseTypedKey", edits =>
        {
            edits.Of(finding.Document).Change(key, current => typed.WithTriviaFrom(current));
            if (isInferred)
            {
                edits.Of(finding.Document).Change(generic!, static current => SyntaxFactory.IdentifierName(current.Identifier).WithTriviaFrom(current));
            }
        });
    }

    private static GenericNameSyntax? Generic(ExpressionSyntax? called) =>
        called is MemberAccessExpressionSyntax access ? access.Name as GenericNameSyntax : called as GenericNameSyntax;

    // The compiler itself says whether the call still means a method.
    private static bool Binds(SemanticModel model, InvocationExpressionSyntax call, ExpressionSyntax key, ExpressionSyntax typed, GenericNameSyntax? generic)
    {
        var nodes = generic is null ? new SyntaxNode[] { key } : [key, generic];
        var changed = call.ReplaceNodes(nodes, (original, _) => original == key ? typed : SyntaxFactory.IdentifierName(((GenericNameSyntax)original).Identifier));
        return model.GetSpeculativeSymbolInfo(call.SpanStart, changed, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol;
    }
}
