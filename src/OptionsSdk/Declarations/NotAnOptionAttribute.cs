namespace OptionsSdk;

/// <summary>Excludes a partial property of an option group from its options; the user implements it.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class NotAnOptionAttribute : Attribute;
