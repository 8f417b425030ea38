using System.Reflection;
using System.Reflection.Metadata;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build;

/// <summary>
/// Reads what an assembly declares: keys, flags and defaults from its manifests, types from the properties, the members of enumerations
/// from wherever these are defined.
/// </summary>
internal sealed class OptionAssembly : IDisposable
{
    private const string Runtime = "OptionsSdk";
    private const string Manifest = "OptionsSdk.Generated.OptionManifestAttribute";
    private const string RetiredOption = "OptionsSdk.RetiredOptionAttribute";
    private const string FlagsAttribute = "System.FlagsAttribute";
    private const string Enumeration = "System.Enum";

    private readonly Dictionary<string, AssemblyFile?> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _references = new(StringComparer.OrdinalIgnoreCase);
    private readonly MetadataTypes _types = new();
    private readonly AssemblyFile _file;

    private OptionAssembly(AssemblyFile file, IEnumerable<string> references)
    {
        _file = file;
        foreach (var reference in references)
        {
            _references[Path.GetFileNameWithoutExtension(reference)] = reference;
        }
    }

    /// <summary>Whether the assembly references the runtime; one that does not cannot declare options.</summary>
    public bool ReferencesRuntime =>
        _file.Metadata.AssemblyReferences.Any(handle => _file.Metadata.StringComparer.Equals(_file.Metadata.GetAssemblyReference(handle).Name, Runtime));

    /// <summary>Opens an assembly.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="references">The files that it was compiled against.</param>
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OptionAssembly Open(string path, IEnumerable<string> references) => new(AssemblyFile.Open(path), references);

    /// <summary>Reads what the assembly declares.</summary>
    /// <exception cref="BadImageFormatException">The metadata is damaged.</exception>
    public LockFile Read()
    {
        var facts = new List<OptionFacts>();
        var retired = new List<string>();
        foreach (var handle in _file.Metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = _file.Metadata.GetCustomAttribute(handle);
            switch (_file.AttributeName(attribute))
            {
                case Manifest:
                    ManifestBlob.Read(_file.Metadata.GetBlobReader(attribute.Value), facts);
                    break;
                case RetiredOption when RetiredKey(_file.Metadata.GetBlobReader(attribute.Value)) is { } key:
                    retired.Add(key);
                    break;
            }
        }

        var options = new List<LockedOption>();
        foreach (var option in facts)
        {
            if (TypeOf(option) is { } type)
            {
                options.Add(new(option.Key, type, option.Default, option.Flags));
            }
        }

        return new(options, Enumerations(options), retired);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        foreach (var file in _files.Values)
        {
            file?.Dispose();
        }
    }

    private static string? RetiredKey(BlobReader blob) => blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null;

    private OptionType? TypeOf(OptionFacts option)
    {
        if (_file.Find(option.Group) is { IsNil: false } group)
        {
            foreach (var handle in _file.Metadata.GetTypeDefinition(group).GetProperties())
            {
                var property = _file.Metadata.GetPropertyDefinition(handle);
                if (_file.Metadata.StringComparer.Equals(property.Name, option.Property))
                {
                    return property.DecodeSignature(_types, null).ReturnType;
                }
            }
        }

        return null;
    }

    private List<LockedEnumeration> Enumerations(IEnumerable<LockedOption> options)
    {
        var enumerations = new List<LockedEnumeration>();
        foreach (var type in options.SelectMany(static option => option.Type.SelfAndParts()).Distinct())
        {
            if (_types.Origins.TryGetValue(type.Name, out var origin) && ReadEnumeration(type, origin) is { } enumeration)
            {
                enumerations.Add(enumeration);
            }
        }

        return enumerations;
    }

    private LockedEnumeration? ReadEnumeration(OptionType type, TypeOrigin origin)
    {
        if (Resolve(origin) is not { } file)
        {
            return null;
        }

        var definition = file.Metadata.GetTypeDefinition(file.Find(origin.MetadataName));
        if (!IsEnumeration(file.Metadata, definition.BaseType))
        {
            return null;
        }

        var combines = definition.GetCustomAttributes().Any(handle => file.AttributeName(file.Metadata.GetCustomAttribute(handle)) == FlagsAttribute);
        var members = definition.GetFields()
            .Select(file.Metadata.GetFieldDefinition)
            .Where(static field => (field.Attributes & FieldAttributes.Literal) != 0)
            .Select(field => file.Metadata.GetString(field.Name));
        return new(type.ToString(), combines, new HashSet<string>(members, StringComparer.Ordinal));
    }

    private static bool IsEnumeration(MetadataReader reader, EntityHandle baseType) => baseType switch
    {
        { IsNil: true } => false,
        { Kind: HandleKind.TypeReference } => reader.GetTypeReference((TypeReferenceHandle)baseType) is var type
            && Enumeration == $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}",
        { Kind: HandleKind.TypeDefinition } => MetadataTypes.MetadataName(reader, (TypeDefinitionHandle)baseType) == Enumeration,
        _ => false,
    };

    /// <summary>The file that defines a type; null if none of the references does.</summary>
    private AssemblyFile? Resolve(TypeOrigin origin)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var assembly = origin.Assembly;
        while (assembly.Length > 0 && seen.Add(assembly))
        {
            if (OpenReference(assembly) is not { } file)
            {
                return null;
            }

            if (!file.Find(origin.MetadataName).IsNil)
            {
                return file;
            }

            assembly = file.FindForward(origin.MetadataName) ?? "";
        }

        return origin.Assembly.Length == 0 && !_file.Find(origin.MetadataName).IsNil ? _file : null;
    }

    private AssemblyFile? OpenReference(string assembly)
    {
        if (!_files.TryGetValue(assembly, out var file))
        {
            try
            {
                file = _references.TryGetValue(assembly, out var path) ? AssemblyFile.Open(path) : null;
            }
            catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
            {
                // The members stay unknown, as if the reference were missing.
                file = null;
            }

            _files.Add(assembly, file);
        }

        return file;
    }
}
