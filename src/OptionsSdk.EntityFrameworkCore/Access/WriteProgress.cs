namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>What is known about a write over all its attempts.</summary>
internal sealed class WriteProgress
{
    /// <summary>
    /// Whether COMMIT was sent and its answer is missing. An attempt that holds the head and looked into the commit log ends the doubt.
    /// </summary>
    public bool IsOutcomeUnknown { get; set; }

    /// <summary>How often a row was there already although the head had not reached it.</summary>
    public int Duplicates { get; set; }
}
