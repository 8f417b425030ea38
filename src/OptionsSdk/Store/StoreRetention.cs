namespace OptionsSdk.Store;

/// <summary>
/// How long a database keeps what only those need who come late: the marks of deleted options, and the log. Values themselves are never
/// removed.
/// </summary>
public sealed record StoreRetention
{
    /// <summary>The shortest time that anything is kept: retries look for their change, and a new epoch for the age of the one before.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>
    /// For how long the mark of a deletion is kept; 7 days by default. A process, a cache or a file that was away for longer takes the whole
    /// state instead of what changed.
    /// </summary>
    public TimeSpan Deletions { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// For how long the log of commits and changes is kept: who changed what, when and why; 400 days by default, never shorter than
    /// <see cref="Deletions"/>, and for ever if <see langword="null"/>. The newest commit is always kept, and of each option that it was a secret.
    /// </summary>
    public TimeSpan? Log { get; init; } = TimeSpan.FromDays(400);

    /// <summary>
    /// About how many rows of each kind one call removes; 5,000 by default. Writers wait meanwhile, so the rest is for the next call. The
    /// deletions of one commit go together.
    /// </summary>
    public int MostRows { get; init; } = 5_000;

    /// <summary>Checks the times and the number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is shorter than <see cref="Shortest"/>, the log's is shorter than that of deletions, or the number is not between 1 and 100,000.</exception>
    public void Validate()
    {
        const int most = 100_000;
        ArgumentOutOfRangeException.ThrowIfLessThan(Deletions, Shortest);
        if (Log is { } log)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(log, Deletions, nameof(Log));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MostRows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostRows, most);
    }

    /// <summary>The time before which deletions are forgotten.</summary>
    internal DateTime DeletionsBefore(DateTime now) => Before(now, Deletions);

    /// <summary>The time before which the log is forgotten, if it is.</summary>
    internal DateTime? LogBefore(DateTime now) => Log is { } log ? Before(now, log) : null;

    private static DateTime Before(DateTime now, TimeSpan age) =>
        now - DateTime.MinValue > age ? now - age : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
}
