using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>
/// The declared keys of a compilation and its references. Made when the first question comes, from what is remembered per file and per
/// reference; right whether or not the generator has run. Safe for concurrent use.
/// </summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<string, List<DeclaredOption>> _inSource = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, string Property, IAssemblySymbol Assembly), DeclaredOption> _byProperty = [];
    private readonly List<(ReferenceManifest Manifest, IAssemblySymbol Assembly)> _references = [];
    private readonly Lazy<ILookup<string, DeclaredOption>> _confusable;
    private readonly IAssemblySymbol _assembly;
    private readonly OptionSymbols _symbols;

    private KeyIndex(Compilation compilation, OptionSymbols symbols, CancellationToken cancellationToken)
    {
        _assembly = compilation.Assembly;
        _symbols = symbols;
        _confusable = new(() => _inSource.Values.SelectMany(static same => same).ToLookup(static option => KeyGrammar.Confusable(option.Key), StringComparer.Ordinal));
        AddSource(compilation, _assembly, symbols, cancellationToken);
        foreach (var (reference, manifest) in DeclaringReferences.Of(compilation))
        {
            if (reference is CompilationReference { Compilation: var project })
            {
                // A project of the same workspace is known by its source, as this one: its generator may not have run either.
                if (References(project, symbols) && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                {
                    AddSource(project, assembly, symbols, cancellationToken);
                }
            }
            else if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
            {
                _references.Add((manifest, assembly));
            }
        }
    }

    /// <summary>The options that this compilation declares.</summary>
    public IEnumerable<DeclaredOption> Own => InSource.Where(option => SymbolEqualityComparer.Default.Equals(option.Assembly, _assembly));

    /// <summary>All options.</summary>
    public IEnumerable<DeclaredOption> All =>
        InSource.Concat(_references.SelectMany(static reference => reference.Manifest.Options.Select(option => new DeclaredOption(option, reference.Assembly))));

    /// <summary>Whether nothing is declared anywhere, so that no key can be called unknown.</summary>
    public bool IsEmpty => _references.Count == 0 && !InSource.Any();

    private IEnumerable<DeclaredOption> InSource => _inSource.Values.SelectMany(static same => same).Where(IsReal);

    public static KeyIndex Create(Compilation compilation, OptionSymbols symbols, CancellationToken cancellationToken) =>
        new(compilation, symbols, cancellationToken);

    /// <summary>The option of a key; the first if several declarations claim it.</summary>
    public DeclaredOption? Find(string key) => FindAll(key).FirstOrDefault();

    /// <summary>All declarations of a key, those of this compilation first.</summary>
    public IEnumerable<DeclaredOption> FindAll(string key)
    {
        foreach (var option in _inSource.TryGetValue(key, out var same) ? same : [])
        {
            if (IsReal(option))
            {
                yield return option;
            }
        }

        foreach (var (manifest, assembly) in _references)
        {
            if (manifest.Find(key) is { } option)
            {
                yield return new(option, assembly);
            }
        }
    }

    /// <summary>The declarations of other keys that people would confuse with a key, those of this compilation first.</summary>
    public IEnumerable<DeclaredOption> FindConfusable(string key)
    {
        var confusable = KeyGrammar.Confusable(key);
        foreach (var option in _confusable.Value[confusable])
        {
            if (option.Key != key && IsReal(option))
            {
                yield return option;
            }
        }

        foreach (var (manifest, assembly) in _references)
        {
            foreach (var option in manifest.FindConfusable(confusable))
            {
                if (option.Key != key)
                {
                    yield return new(option, assembly);
                }
            }
        }
    }

    /// <summary>The option that a property of a group declares.</summary>
    public DeclaredOption? Find(INamedTypeSymbol group, string property)
    {
        var name = ManifestReader.MetadataName(group);
        if (_byProperty.TryGetValue((name, property, group.ContainingAssembly), out var declared))
        {
            return IsReal(declared) ? declared : null;
        }

        foreach (var (manifest, assembly) in _references)
        {
            if (SymbolEqualityComparer.Default.Equals(assembly, group.ContainingAssembly))
            {
                foreach (var option in manifest.Options)
                {
                    if (option.Group == name && option.Property == property)
                    {
                        return new(option, assembly);
                    }
                }
            }
        }

        return null;
    }

    // Syntax knows markers by name; only the few options that somebody asks for are worth the question whose marker it is.
    // A property that the user implements is no option, wherever the other part stands.
    private bool IsReal(DeclaredOption option) =>
        option.Group is { } group
        && _symbols.IsGroup(group)
        && !(option.Property?.PartialImplementationPart is { } implementation && !GeneratedFile.IsOrigin(implementation));

    private static bool References(Compilation project, OptionSymbols symbols) =>
        project.ReferencedAssemblyNames.Any(name => name.Name == symbols.OptionGroup.ContainingAssembly.Name);

    private void AddSource(Compilation project, IAssemblySymbol assembly, OptionSymbols symbols, CancellationToken cancellationToken)
    {
        foreach (var file in project.SyntaxTrees)
        {
            foreach (var group in SourceGroups.Of(file, cancellationToken))
            {
                Add(group, assembly, symbols);
            }
        }
    }

    private void Add(SourceGroup group, IAssemblySymbol assembly, OptionSymbols symbols)
    {
        INamedTypeSymbol? type = null;
        foreach (var option in group.Options)
        {
            var (key, flags) = (option.Key, option.Flags);
            if (key is null || flags is null)
            {
                type ??= assembly.GetTypeByMetadataName(group.Group);
                var declared = type is null ? default : OptionDeclarations.Evaluate(type, option.Property, symbols);
                (key, flags) = (key ?? declared.Key, flags ?? declared.Flags);
            }

            if (key is not null)
            {
                Add(new(new(key, flags ?? OptionFlags.Default, option.Property, group.Group, option.Type, IsSecret(option) ? "" : option.Default), assembly));
            }
        }
    }

    // As in manifests: where syntax does not decide the flags, the option may be a credential.
    private static bool IsSecret(SourceOption option) => option.Flags is not { } flags || (flags & OptionFlags.Credential) != 0;

    private void Add(DeclaredOption option)
    {
        if (!_inSource.TryGetValue(option.Key, out var same))
        {
            _inSource.Add(option.Key, same = []);
        }

        same.Add(option);
        _byProperty[(option.Facts.Group, option.Facts.Property, option.Assembly)] = option;
    }
}
