using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>
/// Reads the shape of a type from its JSON context, or finds the first reason why options cannot hold the type: it can be changed, it is
/// not one closed type, or JSON does not bring all of it back.
/// </summary>
internal sealed class ShapeReader(JsonSerializerOptions options)
{
    private readonly Dictionary<Type, JsonShape> _known = [];

    /// <summary>Why the type is not supported; <see langword="null"/> if it is.</summary>
    public UnsupportedType? Problem { get; private set; }

    /// <summary>The shape of a type, or <see langword="null"/> if there is a <see cref="Problem"/>.</summary>
    /// <param name="type">The type.</param>
    public JsonShape? Read(Type type)
    {
        try
        {
            return _known.TryGetValue(type, out var known) ? known
                : LeafTypes.Find(type) is { } leaf ? new LeafShape(leaf)
                : Nullable.GetUnderlyingType(type) is { } inner ? ReadNullable(inner)
                : type.IsEnum ? ReadEnumeration(type)
                : type == typeof(object) ? Refuse(UnsupportedType.OpenType(type, "can be anything"))
                : ReadInfo(options.GetTypeInfo(type));
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            // What the serializer itself says of the type; there is no value yet that its words could quote.
            return Refuse(UnsupportedType.RefusedBySerializer(type, exception.Message));
        }
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private JsonShape? Refuse(UnsupportedType problem)
    {
        Problem ??= problem;
        return null;
    }

    private NullableShape? ReadNullable(Type type) =>
        Read(type) is { } inner ? new NullableShape(inner, emptyIsNull: inner is EnumerationShape || LeafTypes.Find(type) is { IsComposite: false }) : null;

    private JsonShape? ReadEnumeration(Type type)
    {
        var names = new EnumerationNames(type);
        var shape = new EnumerationShape(NameOf(type), names);
        _known.Add(type, shape);

        // Whatever converter the context gives it, it must read numbers and write what can be told from them.
        var info = options.GetTypeInfo(type);
        foreach (var bits in names.Bits)
        {
            var value = names.ToValue(bits);
            if (!value.Equals(JsonSerializer.Deserialize(value.ToString("D"), info)) || Written(value, info, shape) != names.Find(bits))
            {
                return Refuse(UnsupportedType.OwnWords(type));
            }
        }

        return shape;
    }

    private static string? Written(Enum value, JsonTypeInfo info, EnumerationShape shape)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(value, info));
        reader.Read();
        using var copy = new JsonCopy(JsonForm.Canonical);
        return shape.Copy(ref reader, copy) is null ? JsonElement.Parse(copy.ToJson()).GetString() : null;
    }

    private JsonShape? ReadInfo(JsonTypeInfo info)
    {
        var type = info.Type;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => ReadObject(info),
            JsonTypeInfoKind.Enumerable when definition == typeof(ImmutableArray<>) => Read(info.ElementType!) is { } item ? new ListShape(item) : null,
            JsonTypeInfoKind.Dictionary when definition == typeof(ImmutableDictionary<,>) || definition == typeof(ImmutableSortedDictionary<,>) => ReadMap(info),
            JsonTypeInfoKind.Enumerable => Refuse(UnsupportedType.MemberCollection(type)),
            JsonTypeInfoKind.Dictionary => Refuse(UnsupportedType.MemberCollection(type)),
            _ => Refuse(UnsupportedType.WithoutShape(type)),
        };
    }

    private JsonShape? ReadMap(JsonTypeInfo info) =>
        info.KeyType != typeof(string) ? Refuse(UnsupportedType.MemberCollection(info.Type))
        : Read(info.ElementType!) is { } item ? new MapShape(item)
        : null;

    private JsonShape? ReadObject(JsonTypeInfo info)
    {
        var type = info.Type;
        if (info.PolymorphismOptions is not null)
        {
            return Refuse(UnsupportedType.OpenType(type, "is polymorphic"));
        }

        if (type.IsAbstract || type.IsInterface)
        {
            return Refuse(UnsupportedType.OpenType(type, type.IsInterface ? "is an interface" : "is abstract"));
        }

        var refusesUnknown = (info.UnmappedMemberHandling ?? options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow;
        var shape = new ObjectShape(NameOf(type), options.PropertyNameCaseInsensitive, refusesUnknown);
        _known.Add(type, shape);
        var isEmpty = true;
        foreach (var member in info.Properties)
        {
            if (FindProblem(type, member) is { } problem)
            {
                return Refuse(problem);
            }

            if (!UserTypeOptions.IsStored(member) || member.Get is null)
            {
                continue;
            }

            isEmpty = false;
            if (Read(member.PropertyType) is not { } value)
            {
                return null;
            }

            if (!shape.Add(new JsonMember(member.Name, AllowsNull(member) ? new NullableShape(value, emptyIsNull: false) : value, IsRequired(member))))
            {
                return Refuse(UnsupportedType.SameName(type, member.Name));
            }
        }

        return isEmpty ? Refuse(UnsupportedType.WithoutMembers(type)) : shape;
    }

    private static bool AllowsNull(JsonPropertyInfo member) => !member.PropertyType.IsValueType && member is { IsGetNullable: true, IsSetNullable: true };

    private static bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired || member.AssociatedParameter is { IsMemberInitializer: false, HasDefaultValue: false };

    private static UnsupportedType? FindProblem(Type type, JsonPropertyInfo member) =>
        member.IsExtensionData ? UnsupportedType.Member(type, member.Name, "collects whatever is not known", "Name what the value consists of, or use a member of type JsonElement.")
        : IsSettable(member) ? UnsupportedType.Member(type, member.Name, "can be changed", "Make it get-only or init-only: a value that is read belongs to everybody who reads it.")
        : member.CustomConverter is not null || member.NumberHandling is not null ? UnsupportedType.Member(type, member.Name, "has a JSON form of its own", "Remove the converter or number handling: members are written as options of their type are.")
        : member.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true) is { Length: > 0 } ? UnsupportedType.Member(type, member.Name, "has validation attributes, which nothing would run", "Check the value in the option's validation hook or in the type's constructor.")
        : null;

    private static bool IsSettable(JsonPropertyInfo member) => member.AttributeProvider switch
    {
        PropertyInfo { SetMethod: { } set } => !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
        PropertyInfo => false,
        FieldInfo field => !field.IsInitOnly,
        _ => member is { Set: not null, AssociatedParameter: not { IsMemberInitializer: true } },
    };
}
