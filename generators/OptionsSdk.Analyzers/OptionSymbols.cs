using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Usage.Keys;

namespace OptionsSdk.Analyzers;

/// <summary>The runtime's types as one compilation sees them, and its declared keys. Safe for concurrent use.</summary>
internal sealed class OptionSymbols
{
    private const string Runtime = "OptionsSdk";

    // All analyzers of a compilation ask for the same types and keys; what one has found, the others need not look for.
    private static readonly ConditionalWeakTable<Compilation, OptionSymbols> Known = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _runtime;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private KeyIndex? _keys;
    private KeyMembers? _members;

    private OptionSymbols(Compilation compilation, IAssemblySymbol runtime, INamedTypeSymbol optionGroup)
    {
        _compilation = compilation;
        _runtime = runtime;
        OptionGroup = optionGroup;
    }

    public INamedTypeSymbol OptionGroup { get; }

    public INamedTypeSymbol? Option => Find("OptionsSdk.OptionAttribute");

    public INamedTypeSymbol? NotAnOption => Find("OptionsSdk.NotAnOptionAttribute");

    public INamedTypeSymbol? MaxStaleness => Find("OptionsSdk.MaxStalenessAttribute");

    public INamedTypeSymbol? RetiredOption => Find("OptionsSdk.RetiredOptionAttribute");

    public INamedTypeSymbol? OptionKeyName => Find("OptionsSdk.OptionKeyNameAttribute");

    public INamedTypeSymbol? OptionValue => Find("OptionsSdk.OptionValueAttribute");

    public INamedTypeSymbol? OptionWrite => Find("OptionsSdk.OptionWriteAttribute");

    public INamedTypeSymbol? OptionKeyOfT => Find("OptionsSdk.OptionKey`1");

    public INamedTypeSymbol? OptionChannel => Find("OptionsSdk.OptionChannel");

    public INamedTypeSymbol? OptionManager => Find("OptionsSdk.OptionManager");

    /// <summary>The members that take keys.</summary>
    public KeyMembers Members
    {
        get
        {
            lock (_gate)
            {
                return _members ??= new(this);
            }
        }
    }

    /// <summary>The types of a compilation that references the runtime; null for all others, which must cost nothing.</summary>
    public static OptionSymbols? Find(Compilation compilation) =>
        Known.TryGetValue(compilation, out var known) ? known
        : Create(compilation) is { } created ? Known.GetValue(compilation, _ => created)
        : null;

    /// <summary>A type of the runtime, by metadata name.</summary>
    public INamedTypeSymbol? Find(string metadataName) => _types.GetOrAdd(metadataName, _runtime.GetTypeByMetadataName);

    /// <summary>The declared keys.</summary>
    public KeyIndex Keys(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _keys ??= KeyIndex.Create(_compilation, this, cancellationToken);
        }
    }

    public bool IsGroup(INamedTypeSymbol type) => Has(type, OptionGroup);

    public static bool Has(ISymbol symbol, INamedTypeSymbol? attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (attribute is not null && SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }

    private static OptionSymbols? Create(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name == Runtime && assembly.GetTypeByMetadataName("OptionsSdk.OptionGroupAttribute") is { } optionGroup)
            {
                return new(compilation, assembly, optionGroup);
            }
        }

        return null;
    }
}
