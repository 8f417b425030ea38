namespace OptionsSdk.Errors;

/// <summary>The option was changed since the revision that the writer expected. Nothing was changed.</summary>
public sealed class OptionConflictException : OptionException
{
    /// <summary>Makes the error.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="expectedRevision">The revision that the writer expected; 0 for "no stored value".</param>
    /// <param name="actualRevision">The revision that the store holds; 0 for "no stored value".</param>
    public OptionConflictException(string key, long expectedRevision, long actualRevision)
        : base(
            OptionErrorIds.WriteConflict,
            key,
            $"The store holds revision {actualRevision}, the write expected {expectedRevision}.",
            "A write with an expected revision is applied only to exactly that revision.",
            "Read the option again, decide again, and write with the new revision.")
    {
        ExpectedRevision = expectedRevision;
        ActualRevision = actualRevision;
    }

    /// <summary>The revision that the writer expected; 0 for "no stored value".</summary>
    public long ExpectedRevision { get; }

    /// <summary>The revision that the store holds; 0 for "no stored value".</summary>
    public long ActualRevision { get; }
}
