using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>
/// The keys that a manager may know although no option declares them: those that the project registers, and those that a legacy prefix
/// allows. Found when the first unknown key asks.
/// </summary>
internal sealed class RuntimeKeys
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];
    private bool _isOpen;

    /// <summary>Whether a key may be known at run time.</summary>
    public bool MayKnow(string key) => _isOpen || _keys.Contains(key) || _prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    public static RuntimeKeys Create(Compilation compilation, OptionSymbols symbols, KeyMembers members, CancellationToken cancellationToken)
    {
        var keys = new RuntimeKeys();
        var files = compilation.SyntaxTrees.Select(file => (File: file, Sites: RegistrationSites.Of(file, cancellationToken))).ToList();
        var names = new HashSet<string>(files.SelectMany(static file => file.Sites.Wrappers), StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(members.Reaches))
        {
            names.UnionWith(WrapperNames.Of(assembly, members));
        }

        var reader = new KeyReader(symbols, members, cancellationToken);
        foreach (var (file, sites) in files)
        {
            SemanticModel? model = null;
            foreach (var call in names.SelectMany(name => sites.Calls[name]))
            {
                if (Bind(call) is { } operation)
                {
                    keys.AddRegistered(operation, members, reader);
                }
            }

            foreach (var prefixes in sites.Prefixes)
            {
                if (Bind(prefixes) is { } operation && Target(operation) is { } property && IsPrefixes(property, symbols))
                {
                    keys.AddPrefixes(operation, reader);
                }
            }

            // Other files are asked about only when a key is not declared, and only where they may register one.
#pragma warning disable RS1030
            IOperation? Bind(SyntaxNode node) => (model ??= compilation.GetSemanticModel(file)).GetOperation(node, cancellationToken);
#pragma warning restore RS1030
        }

        return keys;
    }

    private static IPropertySymbol? Target(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } ? property : null;
    }

    private static bool IsPrefixes(IPropertySymbol property, OptionSymbols symbols) =>
        SymbolEqualityComparer.Default.Equals(property.ContainingType, symbols.Find("OptionsSdk.OptionManagerSettings"));

    private void AddRegistered(IOperation operation, KeyMembers members, KeyReader reader)
    {
        var (method, arguments) = operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null || members.Find(method) is not { Operation: OptionOperation.Register } member)
        {
            return;
        }

        foreach (var argument in arguments.Where(argument => argument.Parameter is { } parameter && member.KeyParameters.Contains(parameter.Ordinal)))
        {
            _keys.UnionWith(reader.Read(argument.Value).SelectMany(static choice => choice.Keys).Select(static key => key.Key));
        }
    }

    private void AddPrefixes(IOperation value, KeyReader reader)
    {
        var isComplete = reader.TryReadAll(value, out var prefixes);
        _prefixes.AddRange(prefixes);
        _isOpen |= !isComplete;
    }
}
