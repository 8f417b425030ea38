using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>
/// Makes the serializer's options of a JSON context fit for values of options: names and constructors stay the context's, everything that
/// would make equal values differ or values differ from their JSON goes.
/// </summary>
internal static class UserTypeOptions
{
    public static JsonSerializerOptions Create(JsonSerializerContext context)
    {
        var options = new JsonSerializerOptions(context.Options)
        {
            // A member that is left out because it has its type's default would come back with its own.
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            DictionaryKeyPolicy = null,
            MaxDepth = OptionLimits.MaximumValueDepth,
            NumberHandling = JsonNumberHandling.Strict,
            PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace,
            ReferenceHandler = null,
            TypeInfoResolver = context.WithAddedModifier(Complete),
            WriteIndented = false,
        };

        var index = 0;
        foreach (var converter in LeafTypes.Converters)
        {
            options.Converters.Insert(index++, converter);
        }

        options.MakeReadOnly();
        return options;
    }

    /// <summary>Whether JSON brings a member back; a property that is only computed is no part of a value.</summary>
    public static bool IsStored(JsonPropertyInfo member) => member.Set is not null || member.AssociatedParameter is not null;

    private static void Complete(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var member in type.Properties.Where(static member => !member.IsExtensionData && member.Get is not null))
        {
            var isStored = IsStored(member);
            member.ShouldSerialize = (_, _) => isStored;
            if (IsImmutableArray(member.PropertyType))
            {
                member.Get = ReadingDefaultAsEmpty(member.Get!, member.PropertyType, type.Options);
            }
        }
    }

    /// <summary>Whether a type is an immutable array, whose default value is not even empty.</summary>
    /// <param name="type">The type.</param>
    public static bool IsImmutableArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    // A constructor can give a list no other default than this one.
    private static Func<object, object?> ReadingDefaultAsEmpty(Func<object, object?> get, Type type, JsonSerializerOptions options) => owner =>
    {
        var list = get(owner);
        return list is ICollection items && IsDefault(items) ? JsonSerializer.Deserialize("[]"u8, options.GetTypeInfo(type)) : list;
    };

    private static bool IsDefault(ICollection list)
    {
        try
        {
            return list.Count < 0;
        }
        catch (InvalidOperationException)
        {
            // Nothing else tells without knowing the type of the items.
            return true;
        }
    }
}
