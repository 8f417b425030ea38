using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>The defaults of the web, which do not tell names apart by case and take numbers from texts; and nothing that is not known.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Rule))]
public sealed partial class StrictJson : JsonSerializerContext;
