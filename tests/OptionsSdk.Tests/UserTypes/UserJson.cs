using System.Text.Json.Serialization;

namespace OptionsSdk.Tests.UserTypes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Rule))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Quota))]
[JsonSerializable(typeof(Page<Rule>))]
public sealed partial class UserJson : JsonSerializerContext;
