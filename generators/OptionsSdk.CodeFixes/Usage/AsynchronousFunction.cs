using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>A function in which something is to be awaited, and what must change for that.</summary>
/// <param name="finding">What is to be awaited.</param>
/// <param name="function">The function; null for one that is asynchronous already.</param>
/// <param name="result">What the function gives back now.</param>
internal sealed class AsynchronousFunction(Finding finding, SyntaxNode? function, ITypeSymbol? result)
{
    /// <summary>The function around a place; null where nothing can be awaited, or where others would no longer compile.</summary>
    public static async Task<AsynchronousFunction?> FindAsync(Finding finding, SyntaxNode place, CancellationToken cancellationToken)
    {
        for (var node = place.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case LockStatementSyntax or UnsafeStatementSyntax or QueryClauseSyntax or QueryBodySyntax or CatchFilterClauseSyntax or AttributeSyntax or ParameterSyntax:
                    return null;
                case AnonymousFunctionExpressionSyntax lambda:
                    return Find(finding, lambda, place, cancellationToken);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword)
                        ? new(finding, null, null)
                        : await FindAsync(finding, local, local.ParameterList, finding.Model.GetDeclaredSymbol(local, cancellationToken) as IMethodSymbol, cancellationToken).ConfigureAwait(false);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword)
                        ? new(finding, null, null)
                        : await FindAsync(finding, method, method.ParameterList, finding.Model.GetDeclaredSymbol(method, cancellationToken), cancellationToken).ConfigureAwait(false);
                case GlobalStatementSyntax:
                    return new(finding, null, null);
                case MemberDeclarationSyntax or AccessorDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Makes the function asynchronous, once for all that is awaited in it.</summary>
    public void Apply(DocumentEdits document)
    {
        if (function is null || !document.IsFirst(function))
        {
            return;
        }

        if (result is { SpecialType: not SpecialType.System_Void } task)
        {
            ReturnValues(document, task);
        }

        var spelling = new TypeSpelling(finding.Model, function.SpanStart);
        var name = result?.SpecialType == SpecialType.System_Void && function is not AnonymousFunctionExpressionSyntax ? spelling.Of("System.Threading.Tasks.Task") : null;
        switch (function)
        {
            case AnonymousFunctionExpressionSyntax lambda:
                document.Change(lambda, AddAsync);
                break;
            case LocalFunctionStatementSyntax local:
                document.Change(local, current => AddAsync(name is null ? current : current.WithReturnType(Type(name, current.ReturnType))));
                break;
            case MethodDeclarationSyntax method:
                document.Change(method, current => Modifiers.Add(name is null ? current : current.WithReturnType(Type(name, current.ReturnType)), SyntaxKind.AsyncKeyword));
                break;
        }

        document.Import(spelling);
    }

    private static TypeSyntax Type(string name, TypeSyntax before) => SyntaxFactory.ParseTypeName(name).WithTriviaFrom(before);

    private static LocalFunctionStatementSyntax AddAsync(LocalFunctionStatementSyntax local)
    {
        if (local.Modifiers.Count > 0)
        {
            return local.AddModifiers(SyntaxFactory.Token(default, SyntaxKind.AsyncKeyword, [SyntaxFactory.Space]));
        }

        var trivia = local.GetLeadingTrivia();
        return local.WithoutLeadingTrivia().WithModifiers([SyntaxFactory.Token(trivia, SyntaxKind.AsyncKeyword, [SyntaxFactory.Space])]);
    }

    private static AnonymousFunctionExpressionSyntax AddAsync(AnonymousFunctionExpressionSyntax lambda)
    {
        if (lambda.Modifiers.Count > 0)
        {
            return lambda.WithModifiers(lambda.Modifiers.Add(SyntaxFactory.Token(default, SyntaxKind.AsyncKeyword, [SyntaxFactory.Space])));
        }

        var trivia = lambda.GetLeadingTrivia();
        return lambda.WithoutLeadingTrivia().WithModifiers([SyntaxFactory.Token(trivia, SyntaxKind.AsyncKeyword, [SyntaxFactory.Space])]);
    }

    private static async Task<AsynchronousFunction?> FindAsync(
        Finding finding, SyntaxNode function, ParameterListSyntax parameters, IMethodSymbol? method, CancellationToken cancellationToken)
    {
        if (method is null
            || method.IsIterator
            || method.PartialDefinitionPart is not null
            || method.PartialImplementationPart is not null
            || parameters.Parameters.Any(static parameter => parameter.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword)))
        {
            return null;
        }

        if (IsTask(method.ReturnType))
        {
            return new(finding, function, method.ReturnType);
        }

        return method.ReturnsVoid
            && !method.IsOverride
            && !method.IsVirtual
            && method.ExplicitInterfaceImplementations.IsEmpty
            && !ImplementsInterface(method)
            && await IsOnlyCalledAsync(method, finding.Solution, cancellationToken).ConfigureAwait(false)
                ? new(finding, function, method.ReturnType)
                : null;
    }

    private static AsynchronousFunction? Find(Finding finding, AnonymousFunctionExpressionSyntax lambda, SyntaxNode place, CancellationToken cancellationToken)
    {
        if (lambda.AsyncKeyword.RawKind != 0)
        {
            return new(finding, null, null);
        }

        var parameters = lambda switch
        {
            ParenthesizedLambdaExpressionSyntax { AttributeLists.Count: 0, ReturnType: null } full => full.ParameterList.Parameters,
            SimpleLambdaExpressionSyntax { AttributeLists.Count: 0 } simple => [simple.Parameter],
            AnonymousMethodExpressionSyntax { ParameterList: var list } => list?.Parameters ?? [],
            _ => default(SeparatedSyntaxList<ParameterSyntax>?),
        };
        if (parameters is not { } known
            || known.Any(static parameter => parameter.Modifiers.Count > 0)
            || (finding.Model.GetTypeInfo(lambda, cancellationToken).ConvertedType as INamedTypeSymbol)?.DelegateInvokeMethod?.ReturnType is not { } given)
        {
            return null;
        }

        if (IsTask(given))
        {
            return new(finding, lambda, given);
        }

        // An action would become 'async void'; only a caller that takes a task as well may be given one.
        return given.SpecialType == SpecialType.System_Void && BindsAsTask(finding.Model, lambda, place) ? new(finding, lambda, given) : null;
    }

    private static bool BindsAsTask(SemanticModel model, AnonymousFunctionExpressionSyntax lambda, SyntaxNode place)
    {
        if (lambda.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument)
        {
            return false;
        }

        var awaited = SyntaxFactory.ParseExpression("await global::System.Threading.Tasks.Task.Yield()");
        var changed = call.ReplaceNode(lambda, AddAsync(lambda.ReplaceNode(place, awaited)));
        return model.GetSpeculativeSymbolInfo(call.SpanStart, changed, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol method
            && list.Arguments.IndexOf(argument) is var index
            && index < method.Parameters.Length
            && method.Parameters[index].Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } result }
            && IsTask(result);
    }

    private static bool IsTask(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 or 1 } && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool ImplementsInterface(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces
            .SelectMany(contract => contract.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    // Whoever takes the method for a delegate, or awaits nothing in an expression, would no longer compile.
    private static async Task<bool> IsOnlyCalledAsync(IMethodSymbol method, Solution solution, CancellationToken cancellationToken)
    {
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(method, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in referenced.Locations)
            {
                var root = await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                if (root?.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name || !IsStatement(name))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsStatement(SimpleNameSyntax name)
    {
        var called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
        return called.Parent is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call && call.Expression == called;
    }

    /// <summary>What gave back a task gives back its result.</summary>
    private void ReturnValues(DocumentEdits document, ITypeSymbol task)
    {
        var isPlain = task is INamedTypeSymbol { Arity: 0 };
        var body = function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
            MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
            _ => null,
        };
        if (body is ExpressionSyntax expression)
        {
            document.Change(expression, current => (Value(current, isPlain) ?? AwaitValue(current)).WithTriviaFrom(current));
            return;
        }

        foreach (var statement in body?.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>() ?? [])
        {
            if (statement.Expression is null)
            {
                continue;
            }

            if (!isPlain)
            {
                document.Change(statement.Expression, current => (Value(current, isPlain) ?? AwaitValue(current)).WithTriviaFrom(current));
            }
            else if (IsCompleted(statement.Expression))
            {
                if (statement.Parent == body)
                {
                    document.Remove(statement);
                }
                else
                {
                    document.Change(statement, static current => current.WithExpression(null).WithReturnKeyword(current.ReturnKeyword.WithTrailingTrivia()));
                }
            }
            else if (statement.Parent == body)
            {
                document.Change(statement, static current => SyntaxFactory.ExpressionStatement(AwaitValue(current.Expression!)).WithTriviaFrom(current));
            }
            else
            {
                document.Change(statement, static current => SyntaxFactory.ParseStatement($"{{ await {current.Expression!.WithoutTrivia().ToFullString()}; return; }}").WithTriviaFrom(current));
            }
        }
    }

    private static AwaitExpressionSyntax AwaitValue(ExpressionSyntax task) =>
        SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(default, SyntaxKind.AwaitKeyword, [SyntaxFactory.Space]),
            task is ConditionalExpressionSyntax or BinaryExpressionSyntax or SwitchExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(task.WithoutTrivia()) : task.WithoutTrivia());

    private static bool IsCompleted(ExpressionSyntax task) =>
        task is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax;

    // Task.FromResult(x), new ValueTask<int>(x).
    private static ExpressionSyntax? Value(ExpressionSyntax task, bool isPlain) => task switch
    {
        AwaitExpressionSyntax => task,
        _ when isPlain => null,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var result], Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "FromResult" } } } => result.Expression,
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var result], Type: GenericNameSyntax { Identifier.ValueText: "ValueTask" } } => result.Expression,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => task,
        _ => null,
    };
}
