namespace OptionsSdk.Errors;

/// <summary>
/// The connection was lost while a write was committed, so that it may or may not have happened. Repeating the write with the same
/// <see cref="ChangeId"/> is safe: it is applied at most once.
/// </summary>
public sealed class OptionWriteOutcomeUnknownException : OptionStoreException
{
    /// <summary>Makes the error.</summary>
    /// <param name="changeId">The identity of the write.</param>
    /// <param name="innerException">What broke the commit.</param>
    public OptionWriteOutcomeUnknownException(Guid changeId, Exception? innerException = null)
        : base(
            OptionErrorIds.WriteOutcomeUnknown,
            null,
            $"It is unknown whether the change {changeId:D} was committed.",
            "The answer to COMMIT was lost.",
            "Repeat the write with the same change id, or look the change up.",
            innerException) => ChangeId = changeId;

    /// <summary>The identity of the write.</summary>
    public Guid ChangeId { get; }
}
