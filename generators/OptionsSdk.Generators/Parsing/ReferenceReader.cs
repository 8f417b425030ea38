using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>
/// Reads what a reference means to generated code: from metadata tables for files, from symbols for projects of the same workspace.
/// The pipeline reads every reference once, not once per edit.
/// </summary>
internal static class ReferenceReader
{
    private const string Runtime = "OptionsSdk";
    private const string Injection = "Microsoft.Extensions.DependencyInjection.Abstractions";
    private const string Manifest = "OptionRegistryManifestAttribute";
    private const string ManifestNamespace = "OptionsSdk.Generated";

    public static ReferenceModel Read(MetadataReference reference, CancellationToken cancellationToken)
    {
        var aliases = reference.Properties.Aliases;
        var alias = aliases.IsDefaultOrEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias) ? null : aliases[0];
        return reference switch
        {
            CompilationReference { Compilation: var compilation } => Of(compilation.Assembly.Name, Registry(compilation.Assembly), alias),
            PortableExecutableReference file => Read(file, alias),
            _ => ReferenceModel.Nothing,
        };
    }

    private static ReferenceModel Of(string assembly, string? registry, string? alias)
    {
        // What generated code calls by global:: must be in the global namespace.
        var isGlobal = alias is null;
        var model = new ReferenceModel(isGlobal && assembly == Runtime, isGlobal && assembly == Injection, registry, registry is null ? null : alias);
        return model == ReferenceModel.Nothing ? ReferenceModel.Nothing : model;
    }

    private static string? Registry(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: Manifest } type
                && type.ContainingNamespace.ToDisplayString() == ManifestNamespace
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol registry }])
            {
                return registry.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
            }
        }

        return null;
    }

    private static ReferenceModel Read(PortableExecutableReference file, string? alias)
    {
        try
        {
            if (file.GetMetadata() is not AssemblyMetadata metadata || metadata.GetModules() is not [{ } module, ..])
            {
                return ReferenceModel.Nothing;
            }

            var reader = module.GetMetadataReader();
            return reader.IsAssembly
                ? Of(reader.GetString(reader.GetAssemblyDefinition().Name), Registry(reader), alias)
                : ReferenceModel.Nothing;
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // A file that is missing or being written: the compiler says so itself.
            return ReferenceModel.Nothing;
        }
    }

    private static string? Registry(MetadataReader reader)
    {
        // Nearly every reference ends here, before its attributes are looked at.
        if (!reader.AssemblyReferences.Any(handle => reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, Runtime)))
        {
            return null;
        }

        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference
                || reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
            {
                continue;
            }

            var type = reader.GetTypeReference((TypeReferenceHandle)parent);
            if (reader.StringComparer.Equals(type.Name, Manifest) && reader.StringComparer.Equals(type.Namespace, ManifestNamespace))
            {
                // Prolog, then the type's name as serialized text; the assembly's own types carry no assembly name.
                var value = reader.GetBlobReader(attribute.Value);
                return value.ReadUInt16() == 1 ? value.ReadSerializedString()?.Split(',')[0] : null;
            }
        }

        return null;
    }
}
