namespace OptionsSdk;

/// <summary>
/// States that a key which this assembly once declared is given up for good. Values of it may be stored still, so the key must never be
/// declared again: the compiler refuses it (OSDK1102), and a lock file lets go of the key only if it is retired (OSDK1101). It has no
/// effect at run time.
/// </summary>
/// <example>
/// <code>
/// [assembly: RetiredOption("mail.relay")]
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RetiredOptionAttribute : Attribute
{
    /// <summary>Retires a key.</summary>
    /// <param name="key">The key, as it was declared.</param>
    public RetiredOptionAttribute(string key) => Key = key;

    /// <summary>The retired key.</summary>
    public string Key { get; }
}
