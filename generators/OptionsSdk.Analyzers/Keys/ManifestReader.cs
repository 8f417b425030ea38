using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>
/// Reads the manifests of references from their metadata tables, once per version of a file. Nearly every reference is dismissed after a
/// look at the assemblies that it references.
/// </summary>
internal static class ManifestReader
{
    private const string Runtime = "OptionsSdk";
    private const string Manifest = "OptionManifestAttribute";
    private const string ManifestNamespace = "OptionsSdk.Generated";

    private static readonly SymbolDisplayFormat PlainNames = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    // Keyed by the identity of a file's version: reading the file anew makes another, an edit of the project does not.
    private static readonly ConditionalWeakTable<MetadataId, ReferenceManifest> Known = new();

    public static ReferenceManifest Read(MetadataReference reference)
    {
        try
        {
            if (reference is not PortableExecutableReference file || file.GetMetadataId() is not { } id)
            {
                return ReferenceManifest.Empty;
            }

            // Asked for every reference after every edit: what is known must not cost a closure.
            return Known.TryGetValue(id, out var manifest) ? manifest : Remember(id, file);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // A file that is missing or being written: the compiler says so itself.
            return ReferenceManifest.Empty;
        }
    }

    /// <summary>The name by which metadata knows a type: namespace, outer types, arity.</summary>
    public static string MetadataName(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{MetadataName(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } @namespace } => $"{@namespace.ToDisplayString(PlainNames)}.{type.MetadataName}",
        _ => type.MetadataName,
    };

    private static ReferenceManifest Remember(MetadataId id, PortableExecutableReference file) => Known.GetValue(id, _ => Read(file));

    private static ReferenceManifest Read(PortableExecutableReference file)
    {
        if (file.GetMetadata() is not AssemblyMetadata metadata || metadata.GetModules() is not [{ } module, ..])
        {
            return ReferenceManifest.Empty;
        }

        var reader = module.GetMetadataReader();
        if (!reader.IsAssembly || !reader.AssemblyReferences.Any(handle => reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, Runtime)))
        {
            return ReferenceManifest.Empty;
        }

        var options = new List<OptionFacts>();
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && reader.GetTypeReference((TypeReferenceHandle)parent) is var type
                && reader.StringComparer.Equals(type.Name, Manifest)
                && reader.StringComparer.Equals(type.Namespace, ManifestNamespace))
            {
                ManifestBlob.Read(reader.GetBlobReader(attribute.Value), options);
            }
        }

        return options.Count == 0 ? ReferenceManifest.Empty : new(options);
    }

    public static void Add(List<OptionFacts> options, string group, string[] properties, string[] keys, int[] flags, string[] types, string[] defaults)
    {
        // A manifest of another version may have fewer or more lists; what every version has decides.
        for (var index = 0; index < properties.Length && index < keys.Length && index < flags.Length; index++)
        {
            options.Add(new(
                keys[index],
                flags[index] == 0 ? OptionFlags.Default : (OptionFlags)flags[index],
                properties[index],
                group,
                index < types.Length ? types[index] : "",
                index < defaults.Length ? defaults[index] : ""));
        }
    }
}
