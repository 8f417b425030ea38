using System.Collections.Immutable;
using System.Reflection.Metadata;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build;

/// <summary>Names the types in metadata signatures as lock files do, and remembers where each type is defined.</summary>
internal sealed class MetadataTypes : ISignatureTypeProvider<OptionType, object?>
{
    private readonly Dictionary<string, TypeOrigin> _origins = new(StringComparer.Ordinal);

    /// <summary>Where the types that were met are defined, by their names without arguments.</summary>
    public IReadOnlyDictionary<string, TypeOrigin> Origins => _origins;

    /// <summary>The name by which metadata knows a type: namespace, outer types, arity.</summary>
    public static string MetadataName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{MetadataName(reader, outer)}+{name}" : Qualified(reader, type.Namespace, name);
    }

    public OptionType GetPrimitiveType(PrimitiveTypeCode typeCode) => OptionType.Of($"{nameof(System)}.{typeCode}");

    public OptionType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(MetadataName(reader, handle), "");

    public OptionType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var (name, assembly) = Reference(reader, handle);
        return Named(name, assembly);
    }

    public OptionType GetGenericInstantiation(OptionType genericType, ImmutableArray<OptionType> typeArguments) => genericType.With(typeArguments);

    public OptionType GetSZArrayType(OptionType elementType) => OptionType.ArrayOf(elementType);

    public OptionType GetArrayType(OptionType elementType, ArrayShape shape) => OptionType.ArrayOf(elementType);

    public OptionType GetModifiedType(OptionType modifier, OptionType unmodifiedType, bool isRequired) => unmodifiedType;

    // No option has such a type: the compiler refuses it. Whoever writes one in metadata by hand gets some name.
    public OptionType GetByReferenceType(OptionType elementType) => elementType;

    public OptionType GetPointerType(OptionType elementType) => elementType;

    public OptionType GetPinnedType(OptionType elementType) => elementType;

    public OptionType GetFunctionPointerType(MethodSignature<OptionType> signature) => GetPrimitiveType(PrimitiveTypeCode.IntPtr);

    public OptionType GetGenericMethodParameter(object? genericContext, int index) => GetPrimitiveType(PrimitiveTypeCode.Object);

    public OptionType GetGenericTypeParameter(object? genericContext, int index) => GetPrimitiveType(PrimitiveTypeCode.Object);

    public OptionType GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static (string Name, string Assembly) Reference(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                var (outer, assembly) = Reference(reader, (TypeReferenceHandle)type.ResolutionScope);
                return ($"{outer}+{name}", assembly);
            case HandleKind.AssemblyReference:
                return (Qualified(reader, type.Namespace, name), reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name));
            default:
                return (Qualified(reader, type.Namespace, name), "");
        }
    }

    private static string Qualified(MetadataReader reader, StringHandle @namespace, string name) =>
        @namespace.IsNil ? name : $"{reader.GetString(@namespace)}.{name}";

    private OptionType Named(string metadataName, string assembly)
    {
        var type = OptionType.Of(metadataName);
        _origins[type.Name] = new(metadataName, assembly);
        return type;
    }
}
