using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Removes the flag that forbids a write, or the write that a flag forbids. Which of them is wrong, only people know.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForbiddenWriteFix)), Shared]
internal sealed class ForbiddenWriteFix() : OptionFix(UsageRules.WriteToImmutable, UsageRules.WriteToNoStore, UsageRules.PossibleForbiddenWrite)
{
    private const OptionFlags Forbidding = OptionFlags.Immutable | OptionFlags.NoStore;

    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Diagnostic.Id != UsageRules.PossibleForbiddenWrite.Id && RemoveWrite(finding, cancellationToken) is { } remove)
        {
            yield return new("Remove this write", "RemoveWrite", remove);
        }

        if (OptionSource.Find(finding, cancellationToken) is { } option
            && OptionSource.Declaration(option, finding.Solution, cancellationToken) is var (document, property)
            && FlagSyntax.Of(property) is { } flags
            && (flags & Forbidding) is not OptionFlags.None and var forbidding)
        {
            yield return new($"Remove the flag {forbidding} of '{option.Key}'", "RemoveForbiddingFlag", edits =>
                edits.Of(document).Change(property, current => FlagSyntax.Remove(current, forbidding)));
        }
    }

    private static Action<SolutionEdits>? RemoveWrite(Finding finding, CancellationToken cancellationToken)
    {
        // One of several keys that a variable holds cannot be taken out here.
        if (finding.Node is not ExpressionSyntax place || IsOneOfMany(finding.Model, place, cancellationToken))
        {
            return null;
        }

        if (Entry(place) is { } entry)
        {
            return edits => edits.Of(finding.Document).Remove(entry);
        }

        if (Calls.Around(place) is not { } call)
        {
            return null;
        }

        return IsLink(finding.Model, call, cancellationToken) && call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } link
            ? edits => RemoveLink(edits.Of(finding.Document), link)
            : RemoveStatement(finding.Document, call);
    }

    private static bool IsOneOfMany(SemanticModel model, ExpressionSyntax place, CancellationToken cancellationToken) =>
        model.GetTypeInfo(place, cancellationToken).Type is { SpecialType: not SpecialType.System_String, Name: not "OptionKey" } and not { TypeKind: TypeKind.Error }
            && place is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or InvocationExpressionSyntax }
        || place.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
            model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
            && declaration.GetSyntax(cancellationToken) is CommonForEachStatementSyntax);

    /// <summary>The entry of a bulk write that gives a key.</summary>
    private static SyntaxNode? Entry(ExpressionSyntax place)
    {
        for (SyntaxNode node = place; node.Parent is not null and not StatementSyntax and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node.Parent is InitializerExpressionSyntax { RawKind: not (int)SyntaxKind.ComplexElementInitializerExpression } or CollectionExpressionSyntax)
            {
                return node;
            }
        }

        return null;
    }

    // A call that gives back what it was called on, so that the next can follow.
    private static bool IsLink(SemanticModel model, ExpressionSyntax call, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method
        && SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ReceiverType ?? method.ContainingType);

    private static void RemoveLink(DocumentEdits document, InvocationExpressionSyntax link)
    {
        document.Change(link, static current =>
            current.Expression is MemberAccessExpressionSyntax access ? access.Expression.WithTrailingTrivia(current.GetTrailingTrivia()) : current);
        if (link.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } statement)
        {
            document.RemoveWhen(statement, static current => !Calls.IsStatement(current.Expression));
        }
    }

    private static Action<SolutionEdits>? RemoveStatement(Document document, ExpressionSyntax call)
    {
        if (Calls.Awaited(call).Parent is not ExpressionStatementSyntax statement)
        {
            return null;
        }

        return statement.Parent switch
        {
            BlockSyntax or SwitchSectionSyntax => edits => edits.Of(document).Remove(statement),
            GlobalStatementSyntax program => edits => edits.Of(document).Remove(program),
            _ => edits => edits.Of(document).Change(statement, static current =>
                SyntaxFactory.Block(SyntaxFactory.Token(default, SyntaxKind.OpenBraceToken, [SyntaxFactory.Space]), default, SyntaxFactory.Token(SyntaxKind.CloseBraceToken)).WithTriviaFrom(current)),
        };
    }
}
