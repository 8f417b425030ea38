namespace OptionsSdk;

/// <summary>
/// Says that a parameter or type parameter is the value of the option whose key the same member takes, so that the analyzers refuse types
/// that the option does not have. Put it on your own wrappers to let them take part.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.GenericParameter)]
public sealed class OptionValueAttribute : Attribute;
