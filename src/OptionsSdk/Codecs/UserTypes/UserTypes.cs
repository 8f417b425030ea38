using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>
/// The users' types of one JSON context: which of them options can hold, and their codecs. It knows them by what the context's generator
/// wrote down; nothing is looked up in the types themselves. Safe for concurrent use.
/// </summary>
internal sealed class UserTypes
{
    private static readonly ConditionalWeakTable<JsonSerializerContext, UserTypes> Known = [];

    private readonly JsonSerializerContext _context;
    private readonly JsonSerializerOptions _options;

    private UserTypes(JsonSerializerContext context)
    {
        _context = context;
        _options = UserTypeOptions.Create(context);
    }

    /// <summary>The types of a context.</summary>
    /// <param name="context">The context.</param>
    public static UserTypes Of(JsonSerializerContext context) => Known.GetValue(context, static context => new UserTypes(context));

    /// <summary>The codec of a type, or one that registration refuses by name.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public OptionCodec<T> Find<T>()
    {
        // Asked in a way that does not yet make the serializer judge the type.
        if (((IJsonTypeInfoResolver)_context).GetTypeInfo(typeof(T), _options) is null)
        {
            return new UnsupportedCodec<T>(UnsupportedType.NotInContext(typeof(T), _context.GetType()));
        }

        var shapes = new ShapeReader(_options);
        return shapes.Read(typeof(T)) is not { } shape ? new UnsupportedCodec<T>(shapes.Problem!)
            : shape is ObjectShape type ? new UserTypeCodec<T>(type, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)))
            : new UnsupportedCodec<T>(UnsupportedType.WithoutCodec<T>());
    }
}
