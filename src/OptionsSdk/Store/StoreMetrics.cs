using OptionsSdk.Metrics;
using OptionsSdk.Tracing;

namespace OptionsSdk.Store;

/// <summary>
/// The instruments of one store. All measurements say whose they are: the database's name, and a number that tells stores on databases of
/// one name apart. Neither keys nor values are tags.
/// </summary>
internal sealed class StoreMetrics
{
    private static readonly OptionsCounter Installs = OptionsMeter.Counter("store.installs", "{install}", "Images installed, by source.");

    private static readonly OptionsCounter Pulls = OptionsMeter.Counter(
        "store.pulls", "{pull}", "Reads of the newest state from the database, by result.");

    private static readonly OptionsCounter CacheFailures = OptionsMeter.Counter(
        "store.cache_failures", "{failure}", "Calls of the cache that failed or took too long, by operation.");

    private static readonly OptionsCounter ReconcileMismatches = OptionsMeter.Counter(
        "store.reconcile_mismatches", "{key}", "Keys whose rows were changed in the database without a revision.");

    private static readonly OptionsCounter LastKnownGoodSaves = OptionsMeter.Counter(
        "store.last_known_good_saves", "{save}", "Attempts to save the last-known-good file, by result.");

    private static readonly OptionsCounter LastKnownGoodLoads = OptionsMeter.Counter(
        "store.last_known_good_loads", "{load}", "Attempts to load a generation of the last-known-good file, by result.");

    private static readonly OptionsCounter Notifications = OptionsMeter.Counter(
        "store.notifications", "{notification}", "Hints of changes received from database or cache.");

    private static readonly OptionsCounter EpochChanges = OptionsMeter.Counter(
        "store.epoch_changes", "{change}", "Times that the database's history was found rewritten, for example by restoring a backup.");

    private static readonly OptionsHistogram PullDuration = OptionsMeter.Histogram(
        "store.pull.duration", "How long the database took to answer with the newest state, and the image to be installed.");

    private static readonly OptionsHistogram CommitDuration = OptionsMeter.Histogram(
        "store.commit.duration", "How long the database took to commit a change, repetitions after lost answers included.");

    private static readonly OptionsHistogram InstallDelay = OptionsMeter.Histogram(
        "store.install.delay", "How long a change took from the commit's answer, or from its notification, until reads saw it.");

    private readonly IOptionDatabase _source;
    private KeyValuePair<string, object?> _number = new("store", 0);
    private string? _name;
    private long _databaseRevision = -1;
    private long _cacheRevision = -1;

    public StoreMetrics(IOptionDatabase database) => _source = database;

    /// <summary>Tells stores apart; given anew once a store is disposed, so that there are no more numbers than stores in use.</summary>
    public int Number
    {
        get => (int)_number.Value!;
        set => _number = new("store", value);
    }

    /// <summary>What all measurements of the store say.</summary>
    public KeyValuePair<string, object?>[] Tags => [Database, _number];

    /// <summary>The revision that the database was last known to stand at; null if it never answered.</summary>
    public long? DatabaseRevision => Known(ref _databaseRevision);

    /// <summary>The revision that the cache stood at when it was last asked; null if it holds nothing or did not answer.</summary>
    public long? CacheRevision => Known(ref _cacheRevision);

    // Asked for when it is needed, because a provider may have to build a model to know it.
    private KeyValuePair<string, object?> Database => new("database", _name ??= FindName());

    public void DatabaseAnswered(long revision) => Volatile.Write(ref _databaseRevision, revision);

    public void CacheAnswered(long? revision) => Volatile.Write(ref _cacheRevision, revision ?? -1);

    public void Installed(string source) => Installs.Add(1, new("source", source), Database, _number);

    public void Pulled(TimeSpan duration, Exception? failure)
    {
        Pulls.Add(1, new("result", failure is null ? "ok" : "failed"), Database, _number);
        if (failure is null)
        {
            PullDuration.Record(duration, new("result", "ok"), Database, _number);
        }
        else
        {
            PullDuration.Record(duration, new("result", "failed"), new("error.type", OptionActivity.ErrorKind(failure)), Database, _number);
        }
    }

    public void Committed(TimeSpan duration, StoreCommitOutcome outcome) =>
        CommitDuration.Record(duration, new("result", Name(outcome)), Database, _number);

    public void CommitFailed(TimeSpan duration, Exception failure) =>
        CommitDuration.Record(duration, new("result", "failed"), new("error.type", OptionActivity.ErrorKind(failure)), Database, _number);

    /// <param name="duration">How long it took.</param>
    /// <param name="source">What told of the change: this process' <c>write</c>, or a <c>notification</c>.</param>
    public void Visible(TimeSpan duration, string source) => InstallDelay.Record(duration, new("source", source), Database, _number);

    public void CacheFailed(string operation) => CacheFailures.Add(1, new("operation", operation), Database, _number);

    public void Mismatched(int keys) => ReconcileMismatches.Add(keys, Database, _number);

    /// <param name="channel">Who told: <c>database</c> or <c>cache</c>.</param>
    public void Notified(string channel) => Notifications.Add(1, new("channel", channel), Database, _number);

    public void EpochChanged() => EpochChanges.Add(1, Database, _number);

    public void LastKnownGoodSaved(string result) => LastKnownGoodSaves.Add(1, new("result", result), Database, _number);

    public void LastKnownGoodLoaded(string result) => LastKnownGoodLoads.Add(1, new("result", result), Database, _number);

    public static string Name(StoreCommitOutcome outcome) => outcome switch
    {
        StoreCommitOutcome.Committed => "committed",
        StoreCommitOutcome.AlreadyCommitted => "already_committed",
        StoreCommitOutcome.Unchanged => "unchanged",
        _ => "conflict",
    };

    private static long? Known(ref long revision) => Volatile.Read(ref revision) is var known and >= 0 ? known : null;

    private string FindName()
    {
        try
        {
            return _source.Name;
        }
        catch (Exception)
        {
            // Measuring must not fail where the work itself went well.
            return "unknown";
        }
    }
}
