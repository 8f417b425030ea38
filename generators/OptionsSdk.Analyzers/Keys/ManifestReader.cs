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

    /// <summary>Reads the manifest of a reference. Never throws.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="manifest">Its manifest; empty for one that declares nothing, cannot be read or is no file.</param>
    /// <returns>Whether it is the last word: a file that is missing or being written may be there the next time.</returns>
    public static bool TryRead(MetadataReference reference, out ReferenceManifest manifest)
    {
        manifest = ReferenceManifest.Empty;
        try
        {
            if (reference is PortableExecutableReference file && file.GetMetadataId() is { } id)
            {
                manifest = Known.TryGetValue(id, out var known) ? known : Remember(id, file);
            }

            return true;
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The name by which metadata knows a type: namespace, outer types, arity.</summary>
    public static string MetadataName(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{MetadataName(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } @namespace } => $"{@namespace.ToDisplayString(PlainNames)}.{type.MetadataName}",
        _ => type.MetadataName,
    };

    private static ReferenceManifest Remember(MetadataId id, PortableExecutableReference file)
    {
        var manifest = Read(file);
        return Known.GetValue(id, _ => manifest);
    }

    private static ReferenceManifest Read(PortableExecutableReference file)
    {
        if (file.GetMetadata() is not AssemblyMetadata metadata || metadata.GetModules() is not [{ } module, ..])
        {
            return ReferenceManifest.Empty;
        }

        var options = new List<OptionFacts>();
        try
        {
            var reader = module.GetMetadataReader();
            if (reader.IsAssembly && ReferencesRuntime(reader))
            {
                foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
                {
                    Read(reader, reader.GetCustomAttribute(handle), options);
                }
            }
        }
        catch (BadImageFormatException)
        {
            // The same bytes stay broken: what was understood is all there is.
        }

        return options.Count == 0 ? ReferenceManifest.Empty : new(options);
    }

    private static bool ReferencesRuntime(MetadataReader reader)
    {
        foreach (var handle in reader.AssemblyReferences)
        {
            if (reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, Runtime))
            {
                return true;
            }
        }

        return false;
    }

    private static void Read(MetadataReader reader, CustomAttribute attribute, List<OptionFacts> options)
    {
        if (attribute.Constructor.Kind == HandleKind.MemberReference
            && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            && reader.GetTypeReference((TypeReferenceHandle)parent) is var type
            && reader.StringComparer.Equals(type.Name, Manifest)
            && reader.StringComparer.Equals(type.Namespace, ManifestNamespace))
        {
            ManifestBlob.Read(reader.GetBlobReader(attribute.Value), options);
        }
    }
}
