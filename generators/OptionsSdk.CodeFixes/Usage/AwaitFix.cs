using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Awaits a write that was dropped or that blocked its thread, and makes the function around it asynchronous where that harms nobody.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix)), Shared]
internal sealed class AwaitFix() : OptionFix(UsageRules.WriteNotAwaited, UsageRules.BlockingWrite)
{
    internal override async Task<IReadOnlyList<Repair>> RepairsAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<ExpressionSyntax>() is not { } place
            || Awaitable(finding, place) is not { } task
            || await AsynchronousFunction.FindAsync(finding, place, cancellationToken).ConfigureAwait(false) is not { } function)
        {
            return [];
        }

        return
        [
            new("Await the write", "AwaitWrite", edits =>
            {
                var document = edits.Of(finding.Document);
                if (document.IsFirst(place))
                {
                    document.Change(place, current => Await(place, task(current)).WithTriviaFrom(current));
                    function.Apply(document);
                }
            }),
        ];
    }

    /// <summary>Finds the task in an expression, whatever else becomes of that in the meantime; null where there is none to await.</summary>
    private static Func<ExpressionSyntax, ExpressionSyntax>? Awaitable(Finding finding, ExpressionSyntax place)
    {
        if (finding.Diagnostic.Id == UsageRules.WriteNotAwaited.Id)
        {
            return place is InvocationExpressionSyntax && place.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax
                ? static expression => WithoutAsTask(expression)
                : null;
        }

        // Behind '?.' there may be no task at all.
        return Blocked(place) is not null && !place.DescendantNodesAndSelf().Any(static node => node is MemberBindingExpressionSyntax or ConditionalAccessExpressionSyntax)
            ? static expression => Blocked(expression) is { } task ? WithoutAsTask(task) : expression
            : null;
    }

    private static ExpressionSyntax? Blocked(ExpressionSyntax blocking) => blocking switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => result.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } wait } => wait.Expression,
        InvocationExpressionSyntax
        {
            ArgumentList.Arguments.Count: 0,
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetResult",
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter },
            },
        } => awaiter.Expression,
        _ => null,
    };

    private static ExpressionSyntax WithoutAsTask(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask" } access }
            ? access.Expression.WithoutTrailingTrivia()
            : task;

    private static ExpressionSyntax Await(ExpressionSyntax place, ExpressionSyntax task)
    {
        var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(default, SyntaxKind.AwaitKeyword, [SyntaxFactory.Space]), task.WithoutTrivia());
        var isOperand = place.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == place,
            ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax => true,
            InvocationExpressionSyntax call => call.Expression == place,
            _ => false,
        };
        return isOperand ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited;
    }
}
