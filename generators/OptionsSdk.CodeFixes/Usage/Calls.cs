using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Finds calls and what surrounds them.</summary>
internal static class Calls
{
    private static readonly HashSet<string> Waiting = new(StringComparer.Ordinal) { "AsTask", "Preserve", "ConfigureAwait", "GetAwaiter", "GetResult", "Wait", "Result" };

    /// <summary>The call that a node is an argument or the name of.</summary>
    public static ExpressionSyntax? Around(SyntaxNode node)
    {
        for (var current = node; current is not null and not StatementSyntax and not MemberDeclarationSyntax; current = current.Parent)
        {
            switch (current.Parent)
            {
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax } arguments }:
                    return (ExpressionSyntax)arguments.Parent!;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax named } access when access.Name == current:
                    return named;
                case InvocationExpressionSyntax call when call.Expression == current:
                    return call;
            }
        }

        return null;
    }

    /// <summary>The whole of an expression whose only purpose is to wait for a call.</summary>
    public static ExpressionSyntax Awaited(ExpressionSyntax call)
    {
        var whole = call;
        while (true)
        {
            switch (whole.Parent)
            {
                case AwaitExpressionSyntax or ParenthesizedExpressionSyntax:
                    whole = (ExpressionSyntax)whole.Parent;
                    break;
                case MemberAccessExpressionSyntax access when access.Expression == whole && Waiting.Contains(access.Name.Identifier.ValueText):
                    whole = access.Parent is InvocationExpressionSyntax invocation && invocation.Expression == access ? invocation : access;
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } assignment when assignment.Right == whole:
                    whole = assignment;
                    break;
                default:
                    return whole;
            }
        }
    }

    /// <summary>Whether an expression can stand alone as a statement.</summary>
    public static bool IsStatement(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or ObjectCreationExpressionSyntax or ConditionalAccessExpressionSyntax
        || expression.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PostDecrementExpression or SyntaxKind.PreDecrementExpression;
}
