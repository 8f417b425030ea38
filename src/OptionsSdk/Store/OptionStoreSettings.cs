namespace OptionsSdk.Store;

/// <summary>The times of an <see cref="OptionStore"/>, and how it starts. Read once, when the store is made.</summary>
public sealed class OptionStoreSettings
{
    /// <summary>
    /// The time between two sync ticks, spread by 20 % either way; 10 seconds by default (S61). It bounds how long a lost notification can
    /// delay a change.
    /// </summary>
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time between two questions to the database while a push is proved to work, on PostgreSQL or Redis; <see langword="null"/>, the
    /// default, is three times <see cref="SyncInterval"/>. Ticks go on in between and look whether the push still works: the first that finds
    /// it does not asks the database. Where an option has a <see cref="MaxStalenessAttribute"/>, half of the shortest limit is enough. No longer
    /// than <see cref="SyncInterval"/> means that a push changes nothing.
    /// </summary>
    public TimeSpan? PushedSyncInterval { get; set; }

    /// <summary>The time between two comparisons of the whole state with the database, spread by 20 % either way; one hour by default.</summary>
    public TimeSpan FullReconcileInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a write or a read by key waits for the cache before it goes on without it; 150 milliseconds by default.</summary>
    public TimeSpan CacheTimeout { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// How long a write whose answer was lost is repeated under the same change id before
    /// <see cref="Errors.OptionWriteOutcomeUnknownException"/> is thrown; 10 seconds by default.
    /// </summary>
    public TimeSpan WriteRetryBudget { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What <see cref="OptionStore.StartAsync"/> does while the database has not answered; <see cref="StartupMode.Background"/> by default.</summary>
    public StartupMode StartupMode { get; set; } = StartupMode.Background;

    /// <summary>
    /// Where a started store keeps the last state that the database confirmed, and starts from until it answers again;
    /// <see langword="null"/>, the default, keeps nothing. Credentials and options that no manager declares are left out; rows whose value
    /// does not fit are kept as they last did. The generation before is beside it, as <c>.previous</c>. The folder is created if it is
    /// missing and must be a safe one: not writable by everybody, and owned by this process' user or root. Processes may share the file if
    /// they share the database: whoever reads finds it whole, and it ends at the newest state that any of them has seen confirmed.
    /// </summary>
    public string? LastKnownGoodFile { get; set; }

    /// <summary>
    /// The name under which a started store tells the fleet where it stands, for people to read; <see langword="null"/>, the default, tells
    /// nobody. See <see cref="OptionStore.WaitForFleetAsync"/>.
    /// </summary>
    public string? NodeName { get; set; }

    /// <summary>
    /// How often a process of the fleet gives a sign of life when nothing changes, spread by 20 % either way; 10 seconds by default. It
    /// counts as alive for three times as long.
    /// </summary>
    public TimeSpan FleetReportInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads environment variables.</summary>
    internal Func<string, string?> ReadEnvironment { get; set; } = Environment.GetEnvironmentVariable;

    internal OptionStoreSettings Checked()
    {
        if (LastKnownGoodFile is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(LastKnownGoodFile);
        }

        CheckPositive(SyncInterval, nameof(SyncInterval));
        CheckPositive(PushedSyncInterval ?? SyncInterval, nameof(PushedSyncInterval));
        CheckPositive(FullReconcileInterval, nameof(FullReconcileInterval));
        CheckPositive(CacheTimeout, nameof(CacheTimeout));
        CheckPositive(FleetReportInterval, nameof(FleetReportInterval));
        if (NodeName is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(NodeName);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(WriteRetryBudget, TimeSpan.Zero, nameof(WriteRetryBudget));
        ArgumentNullException.ThrowIfNull(StartupMode);
        return (OptionStoreSettings)MemberwiseClone();
    }

    private static void CheckPositive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        // Timers take at most about 49 days, and the spread adds a fifth.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(40), name);
    }
}
