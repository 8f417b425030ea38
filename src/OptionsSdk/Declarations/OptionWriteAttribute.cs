namespace OptionsSdk;

/// <summary>
/// Says that a method writes or deletes the option whose key it is given, so that the analyzers refuse keys that cannot be written.
/// Put it on your own wrappers to let them take part.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptionWriteAttribute : Attribute;
