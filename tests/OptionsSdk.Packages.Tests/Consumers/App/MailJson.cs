using System.Text.Json.Serialization;

namespace App;

/// <summary>The JSON of the program's own types.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Relay))]
internal sealed partial class MailJson : JsonSerializerContext;
