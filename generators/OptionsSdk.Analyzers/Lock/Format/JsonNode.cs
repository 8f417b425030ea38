namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>A JSON value and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">The content of a text, the spelling of a word.</param>
/// <param name="Members">The members of an object.</param>
/// <param name="Items">The items of an array.</param>
internal sealed record JsonNode(JsonKind Kind, int Start, int End, string Text, IReadOnlyList<JsonMember> Members, IReadOnlyList<JsonNode> Items);
