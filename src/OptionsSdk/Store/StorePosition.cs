namespace OptionsSdk.Store;

/// <summary>
/// Where in the history of one namespace a state stands: order is (epoch, revision), identity is (epoch, revision, token). Clocks
/// order nothing.
/// </summary>
/// <param name="Epoch">Raised only when the database's history was rewritten, for example by restoring a backup.</param>
/// <param name="Revision">The number of the last commit, without gaps; 0 before the first.</param>
/// <param name="Token">The random identity of that commit.</param>
public readonly record struct StorePosition(long Epoch, long Revision, Guid Token) : IComparable<StorePosition>
{
    /// <summary>How long an epoch lasts at least before a contradicting replica may end it, so that no broken one drives it up.</summary>
    internal static readonly TimeSpan ShortestEpoch = TimeSpan.FromMinutes(1);

    private const long LargestPlausibleLead = 1L << 40;

    /// <summary>The position before everything: nothing is known yet.</summary>
    public static StorePosition Origin => default;

    /// <summary>Says whether nothing is known yet.</summary>
    public bool IsOrigin => this == Origin;

    /// <inheritdoc/>
    public int CompareTo(StorePosition other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Revision.CompareTo(other.Revision);

    /// <summary>Says whether the left position comes before the right one.</summary>
    public static bool operator <(StorePosition left, StorePosition right) => left.CompareTo(right) < 0;

    /// <summary>Says whether the left position comes after the right one.</summary>
    public static bool operator >(StorePosition left, StorePosition right) => left.CompareTo(right) > 0;

    /// <summary>Says whether the left position does not come after the right one.</summary>
    public static bool operator <=(StorePosition left, StorePosition right) => left.CompareTo(right) <= 0;

    /// <summary>Says whether the left position does not come before the right one.</summary>
    public static bool operator >=(StorePosition left, StorePosition right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// Says whether a replica's position cannot come from real writes of a database that stands at <paramref name="head"/>: following it
    /// would let a broken replica use up the numbers.
    /// </summary>
    internal bool IsImplausiblyAheadOf(StorePosition head) =>
        Epoch > head.Epoch + LargestPlausibleLead || Revision > head.Revision + LargestPlausibleLead;

    /// <summary>
    /// Says whether an epoch is too young to be ended. A clock that was set back since makes no epoch young: it would stay so for as long
    /// as the clock is behind.
    /// </summary>
    internal static bool IsEpochTooYoung(DateTime? begun, DateTime now) =>
        begun is { } time && now >= time && now - time < ShortestEpoch;

    /// <inheritdoc/>
    public override string ToString() => $"{Epoch}.{Revision}";
}
