namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">Where the name starts.</param>
/// <param name="End">Where the name ends.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Name, int Start, int End, JsonNode Value);
