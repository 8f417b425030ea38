namespace OptionsSdk;

/// <summary>
/// Says that a method or constructor writes the option whose key it is given, so that the analyzers refuse keys that cannot be written.
/// Put it on your own wrappers to let them take part.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class OptionWriteAttribute : Attribute
{
    /// <summary>Says that the method sets the option.</summary>
    public OptionWriteAttribute()
    {
    }

    /// <summary>Says what the method does with the option.</summary>
    /// <param name="operation">What it does.</param>
    public OptionWriteAttribute(OptionOperation operation) => Operation = operation;

    /// <summary>What the method does with the option.</summary>
    public OptionOperation Operation { get; }

    /// <summary>The key, where the member always writes the same option; <see langword="null"/> where a parameter brings it.</summary>
    [OptionKeyName]
    public string? Key { get; init; }
}
