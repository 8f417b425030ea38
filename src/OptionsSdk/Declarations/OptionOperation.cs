namespace OptionsSdk;

/// <summary>What a method marked with <see cref="OptionWriteAttribute"/> does with the option whose key it is given.</summary>
public enum OptionOperation
{
    /// <summary>It sets a value.</summary>
    Set = 0,

    /// <summary>It deletes the stored value.</summary>
    Delete = 1,

    /// <summary>It says whether the option can be set or deleted.</summary>
    Ask = 2,

    /// <summary>It registers the option.</summary>
    Register = 3,
}
