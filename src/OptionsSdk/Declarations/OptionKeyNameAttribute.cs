namespace OptionsSdk;

/// <summary>
/// Says that a text parameter takes an option's key, so that the analyzers check constants given to it. Put it on parameters of your
/// own wrappers to let them take part.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionKeyNameAttribute : Attribute;
