using System.Text.Json;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The Redis servers that the application uses.</summary>
[OptionGroup("redis")]
public sealed partial class RedisOptions
{
    /// <summary>Settings of the hosts of each cluster, by cluster, part and number. Fixed at deployment.</summary>
    [Option(NoStore | Immutable)]
    public partial IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonElement>>>> Clusters { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonElement>>>>
        {
            ["default"] = new Dictionary<string, IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonElement>>>
            {
                ["hosts"] = new Dictionary<int, IReadOnlyDictionary<string, JsonElement>>
                {
                    [0] = new Dictionary<string, JsonElement>
                    {
                        ["host"] = JsonElement.Parse("\"127.0.0.1\""),
                        ["port"] = JsonElement.Parse("6379"),
                    },
                },
            },
        };
}
