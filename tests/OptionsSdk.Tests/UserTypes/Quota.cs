using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>A class with members of every kind, under names of its own, that refuses what it does not know.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public class Quota
{
    [JsonConstructor]
    public Quota(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        Limit = limit;
    }

    public int Limit { get; }

    [JsonPropertyName("per-region")]
    public required ImmutableDictionary<string, double> PerRegion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Hard { get; init; }

    public JsonElement? Extra { get; init; }

    [JsonIgnore]
    public int Double => 2 * Limit;
}
