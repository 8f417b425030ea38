using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Usage.Keys;

namespace OptionsSdk.Analyzers.Usage.Awaiting;

/// <summary>Recognises writes that are given back as a task, by attribute and by result, never by name. Safe for concurrent use.</summary>
internal sealed class AsynchronousWrites(OptionSymbols symbols)
{
    private readonly INamedTypeSymbol? _result = symbols.Find("OptionsSdk.OptionWriteResult");

    /// <summary>Whether a method starts a write that it gives back as a task.</summary>
    public bool Contains(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "ValueTask" or "Task", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } } task
        && (task.TypeArguments is [{ Name: "OptionWriteResult" } result] && SymbolEqualityComparer.Default.Equals(result, _result)
            || symbols.Members.Find(method) is { Operation: not null });

    /// <summary>What messages call a write: its key, as far as the compiler sees it.</summary>
    public string Describe(IInvocationOperation write, CancellationToken cancellationToken) =>
        KeyedOption.Of(write.TargetMethod, write.Arguments, symbols, cancellationToken) is { } option ? $"'{option.Key}'" : "an option";
}
