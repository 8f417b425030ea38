namespace OptionsSdk.Codecs.UserTypes;

/// <summary>A member of a user's type.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Shape">What its value looks like.</param>
/// <param name="IsRequired">Whether JSON without it is no value: it has neither a default nor may it be left out.</param>
internal sealed record JsonMember(string Name, JsonShape Shape, bool IsRequired);
