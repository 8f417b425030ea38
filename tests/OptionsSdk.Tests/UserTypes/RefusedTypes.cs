using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>Types that options cannot hold.</summary>
#pragma warning disable CA1002, CA1034, CA1044, CA1051, CA1227, CA2227
public static partial class RefusedTypes
{
    public enum Level
    {
        LowLevel,
        HighLevel,
    }

    public sealed class Settable
    {
        public int X { get; set; }
    }

    public sealed class RequiredSettable
    {
        public required int X { get; set; }
    }

    public sealed class PrivatelySettable(int x)
    {
        public int X { get; private set; } = x;

        public void Grow() => X++;
    }

    public sealed class WithField
    {
        [JsonInclude]
        public int X;
    }

    public sealed record Outer(Settable Inner);

    public sealed record WithList(List<int> Items);

    public sealed record WithReadOnlyList(IReadOnlyList<int> Items);

    public sealed record WithArray(int[] Items);

    public sealed record WithSet(ImmutableHashSet<int> Items);

    public sealed record WithNumberMap(ImmutableDictionary<int, int> Items);

    public sealed record WithDateTime(DateTime At);

    public sealed record WithObject(object Any);

    public sealed record WithInterface(IDisposable Any);

    public abstract record Abstract(int X);

    [JsonDerivedType(typeof(Derived), "derived")]
    public record Polymorphic(int X);

    public sealed record Derived(int X) : Polymorphic(X);

    public sealed class Extensible
    {
        public int X { get; init; }

        [JsonExtensionData]
        public IDictionary<string, JsonElement> Rest { get; } = new Dictionary<string, JsonElement>();
    }

    public sealed record WithConverter([property: JsonConverter(typeof(JsonStringEnumConverter<Level>))] Level Level);

    public sealed record WithNumberHandling([property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int X);

    public sealed record WithValidation([property: Range(1, 5)] int X);

    public sealed record WithOwnWords(Level Level);

    public sealed record WithTwins(int Value, [property: JsonPropertyName("VALUE")] int Other);

    public sealed class Computed
    {
        public int X => 5;
    }

    public sealed record NotListed(int X);

    [JsonSourceGenerationOptions(Converters = [typeof(KebabLevelConverter)])]
    [JsonSerializable(typeof(Settable))]
    [JsonSerializable(typeof(RequiredSettable))]
    [JsonSerializable(typeof(PrivatelySettable))]
    [JsonSerializable(typeof(WithField))]
    [JsonSerializable(typeof(Outer))]
    [JsonSerializable(typeof(WithList))]
    [JsonSerializable(typeof(List<int>))]
    [JsonSerializable(typeof(WithReadOnlyList))]
    [JsonSerializable(typeof(WithArray))]
    [JsonSerializable(typeof(WithSet))]
    [JsonSerializable(typeof(WithNumberMap))]
    [JsonSerializable(typeof(WithDateTime))]
    [JsonSerializable(typeof(WithObject))]
    [JsonSerializable(typeof(WithInterface))]
    [JsonSerializable(typeof(Abstract))]
    [JsonSerializable(typeof(Polymorphic))]
    [JsonSerializable(typeof(Extensible))]
    [JsonSerializable(typeof(WithConverter))]
    [JsonSerializable(typeof(WithNumberHandling))]
    [JsonSerializable(typeof(WithValidation))]
    [JsonSerializable(typeof(WithOwnWords))]
    [JsonSerializable(typeof(WithTwins))]
    [JsonSerializable(typeof(Computed))]
    [JsonSerializable(typeof(ImmutableArray<int>))]
    public sealed partial class Json : JsonSerializerContext;

    public sealed class KebabLevelConverter() : JsonStringEnumConverter<Level>(JsonNamingPolicy.KebabCaseLower);
}
