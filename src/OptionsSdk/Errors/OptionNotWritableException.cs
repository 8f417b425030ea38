namespace OptionsSdk.Errors;

/// <summary>Flags, channel, settings or drift forbid a write or delete (T46, T47).</summary>
public sealed class OptionNotWritableException : OptionException
{
    /// <summary>Makes the error.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="reason">Why the write is forbidden.</param>
    /// <param name="problem">What went wrong, as a sentence.</param>
    /// <param name="rule">The rule that forbids it, as a sentence.</param>
    /// <param name="remedy">What to do about it, as a sentence.</param>
    public OptionNotWritableException(string key, NotWritableReason reason, string problem, string rule, string remedy)
        : base(OptionErrorIds.NotWritable, key, problem, rule, remedy) => Reason = reason;

    /// <summary>Why the write is forbidden.</summary>
    public NotWritableReason Reason { get; }
}
