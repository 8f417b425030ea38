using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage;

/// <summary>Recognises writes of options, by attribute and by result, never by name. Safe for concurrent use.</summary>
internal sealed class OptionWrites(OptionSymbols symbols)
{
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _knowsOptions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, AttributeData?> _marks = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol? _result = symbols.Find("OptionsSdk.OptionWriteResult");

    /// <summary>The attribute that makes a member a write: its own, or that of a member that it overrides or implements.</summary>
    public AttributeData? MarkOf(IMethodSymbol method) =>
        method.ContainingAssembly is { } assembly && _knowsOptions.GetOrAdd(assembly, KnowsOptions)
            ? _marks.GetOrAdd(method.OriginalDefinition, FindMark)
            : null;

    /// <summary>Whether a method starts a write that it gives back as a task.</summary>
    public bool IsAsynchronousWrite(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "ValueTask" or "Task", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } } task
        && (task.TypeArguments is [{ Name: "OptionWriteResult" } result] && SymbolEqualityComparer.Default.Equals(result, _result)
            || MarkOf(method) is not null);

    /// <summary>The option that a write concerns; null where the compiler cannot see it.</summary>
    public DeclaredOption? OptionOf(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, AttributeData? mark, CancellationToken cancellationToken)
    {
        foreach (var named in mark?.NamedArguments ?? [])
        {
            if (named is { Key: "Key", Value: { Kind: TypedConstantKind.Primitive, Value: string key } })
            {
                return symbols.Keys(cancellationToken).Find(key);
            }
        }

        return KeyOperation.OptionOf(arguments, symbols, cancellationToken);
    }

    /// <summary>What messages call a write: its key, as far as the compiler sees it.</summary>
    public string Describe(IInvocationOperation write, CancellationToken cancellationToken) =>
        OptionOf(write.TargetMethod, write.Arguments, MarkOf(write.TargetMethod), cancellationToken) is { } option ? $"'{option.Key}'" : "an option";

    // Only assemblies that reference the runtime can mark anything, which leaves out nearly everything that a program calls.
    private bool KnowsOptions(IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(assembly, symbols.OptionGroup.ContainingAssembly)
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(name => name.Name == symbols.OptionGroup.ContainingAssembly.Name));

    private AttributeData? FindMark(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if ((Own(current) ?? Implemented(current).Select(Own).FirstOrDefault(static mark => mark is not null)) is { } mark)
            {
                return mark;
            }
        }

        return null;
    }

    private AttributeData? Own(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "OptionWriteAttribute" } type && SymbolEqualityComparer.Default.Equals(type, symbols.OptionWrite))
            {
                return attribute;
            }
        }

        return null;
    }

    private static IEnumerable<IMethodSymbol> Implemented(IMethodSymbol method)
    {
        if (method is not { IsStatic: false, ContainingType: { TypeKind: TypeKind.Class or TypeKind.Struct } type })
        {
            yield break;
        }

        foreach (var contract in type.AllInterfaces)
        {
            foreach (var member in contract.GetMembers())
            {
                if (member is IMethodSymbol promised
                    && (promised.Name == method.Name || method.MethodKind == MethodKind.ExplicitInterfaceImplementation)
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(promised), method))
                {
                    yield return promised.OriginalDefinition;
                }
            }
        }
    }
}
