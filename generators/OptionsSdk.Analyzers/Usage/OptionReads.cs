using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Usage.Keys;

namespace OptionsSdk.Analyzers.Usage;

/// <summary>Recognises reads of options: by property, from a snapshot, from the manager. Safe for concurrent use.</summary>
internal sealed class OptionReads(OptionSymbols symbols)
{
    private const string ValueSnapshot = "ValueSnapshot";

    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> _groups = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol? _snapshot = symbols.Find("OptionsSdk.OptionSnapshot");

    /// <summary>The option that an operation reads; null where it reads none, or one that the compiler cannot see.</summary>
    public DeclaredOption? Find(IOperation? operation, CancellationToken cancellationToken) => operation switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: false, IsStatic: false } property } when GroupOf(property.ContainingType) is { } group =>
            symbols.Keys(cancellationToken).Find(group, property.Name),
        IInvocationOperation { TargetMethod: var method } invocation when IsRead(method) => KeyedOption.Of(method, invocation.Arguments, symbols, cancellationToken),
        _ => null,
    };

    /// <summary>Whether an operation captures the values of several options at one moment.</summary>
    public bool IsCapture(IOperation operation) =>
        operation is IInvocationOperation { Type: INamedTypeSymbol type }
        && (SymbolEqualityComparer.Default.Equals(type, _snapshot) || type.Name == ValueSnapshot && GroupOf(type) is not null);

    // Text and JSON of an option are its value as well; the manager's doors do not redact.
    private bool IsRead(IMethodSymbol method) =>
        method.ContainingType is { Name: "OptionManager" or "OptionSnapshot" } type
        && (method.OriginalDefinition.ReturnType is ITypeParameterSymbol || method.ReturnType.SpecialType == SpecialType.System_String)
        && (SymbolEqualityComparer.Default.Equals(type, symbols.OptionManager) || SymbolEqualityComparer.Default.Equals(type, _snapshot));

    /// <summary>The group whose options are the properties of a type: the group itself, or its generated snapshot.</summary>
    private INamedTypeSymbol? GroupOf(INamedTypeSymbol type) => _groups.GetOrAdd(type, FindGroup);

    private INamedTypeSymbol? FindGroup(INamedTypeSymbol type)
    {
        if (symbols.IsGroup(type))
        {
            return type;
        }

        return type.Name == ValueSnapshot && type.ContainingType is { } outer && symbols.IsGroup(outer) ? outer : null;
    }
}
