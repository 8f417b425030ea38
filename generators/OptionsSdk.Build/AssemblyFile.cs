using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OptionsSdk.Build;

/// <summary>The metadata of an assembly file, read without loading the assembly.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;
    private Dictionary<string, TypeDefinitionHandle>? _types;

    private AssemblyFile(string path)
    {
        // The whole of the file at once, so that nobody is kept from replacing it.
        _file = new(new MemoryStream(File.ReadAllBytes(path)));
        try
        {
            Metadata = _file.HasMetadata ? _file.GetMetadataReader() : throw new BadImageFormatException($"{path} is no assembly.");
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public MetadataReader Metadata { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AssemblyFile Open(string path) => new(path);

    /// <summary>A type by the name that metadata knows it by; nil if the assembly does not define it.</summary>
    public TypeDefinitionHandle Find(string metadataName)
    {
        if (_types is null)
        {
            _types = new(StringComparer.Ordinal);
            foreach (var handle in Metadata.TypeDefinitions)
            {
                _types[MetadataTypes.MetadataName(Metadata, handle)] = handle;
            }
        }

        return _types.TryGetValue(metadataName, out var type) ? type : default;
    }

    /// <summary>The simple name of the assembly that a type was moved to; null if it was not.</summary>
    public string? FindForward(string metadataName)
    {
        var outermost = metadataName.Split('+')[0];
        foreach (var handle in Metadata.ExportedTypes)
        {
            var type = Metadata.GetExportedType(handle);
            if (type is { IsForwarder: true, Implementation.Kind: HandleKind.AssemblyReference }
                && outermost == (type.Namespace.IsNil ? "" : $"{Metadata.GetString(type.Namespace)}.") + Metadata.GetString(type.Name))
            {
                return Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name);
            }
        }

        return null;
    }

    /// <summary>The full name of the type of an attribute.</summary>
    public string AttributeName(CustomAttribute attribute)
    {
        var type = attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference => Metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
            HandleKind.MethodDefinition => (EntityHandle)Metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference => Metadata.GetTypeReference((TypeReferenceHandle)type) is var reference
                ? $"{Metadata.GetString(reference.Namespace)}.{Metadata.GetString(reference.Name)}"
                : "",
            HandleKind.TypeDefinition => MetadataTypes.MetadataName(Metadata, (TypeDefinitionHandle)type),
            _ => "",
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
