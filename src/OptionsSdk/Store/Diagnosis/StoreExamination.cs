using System.Collections.Immutable;
using OptionsSdk.Errors;

namespace OptionsSdk.Store;

/// <summary>Compares where the parts of a store stand. A part may move while another is asked, so what is only behind is no error.</summary>
internal static class StoreExamination
{
    public static IEnumerable<DiagnosisFinding> Of(OptionStore store, StoreHalf database, StoreHalf cache, StoreImage image, FleetReport? fleet) =>
        [.. OfDatabase(database), .. OfCache(cache, database), .. OfProcess(store, image, database), .. OfFleet(fleet, database)];

    public static ImmutableArray<DiagnosisFinding> Sorted(IEnumerable<DiagnosisFinding> findings) =>
        [.. findings.OrderByDescending(static finding => finding.Severity)];

    public static DiagnosisFinding Failure(DiagnosisSeverity severity, string what, Exception error) => error is OptionException known
        ? new(severity, $"{what} {known.Problem}", known.Remedy)
        // The message of a foreign exception may hold anything, for example a connection string.
        : new(severity, $"{what} It failed with {error.GetType().Name}.", "Look at the log for the error itself.");

    private static IEnumerable<DiagnosisFinding> OfDatabase(StoreHalf database)
    {
        if (database.Error is { } error)
        {
            yield return Failure(DiagnosisSeverity.Error, $"{database.Name} does not answer.", error);
        }
    }

    private static IEnumerable<DiagnosisFinding> OfCache(StoreHalf cache, StoreHalf database)
    {
        if (cache.Error is { } error)
        {
            yield return Failure(DiagnosisSeverity.Warning, $"{cache.Name} does not answer.", error);
        }
        else if (cache.Position is not { } position)
        {
            yield return new(DiagnosisSeverity.Information, $"{cache.Name} holds no image.", "The next sync tick of any process fills it.");
        }
        else if (database.Position is { } truth)
        {
            if (Contradicts(position, truth))
            {
                yield return new(
                    DiagnosisSeverity.Error,
                    $"{cache.Name} stands at {position}, which {database.Name} at {truth} contradicts.",
                    "The next sync tick replaces it. If this comes back, somebody else writes to the cache, or two databases share it.");
            }
            else if (position < truth)
            {
                yield return new(
                    DiagnosisSeverity.Information,
                    $"{cache.Name} stands at {position}, behind {database.Name} at {truth}.",
                    "The next sync tick of any process repairs it.");
            }
        }
    }

    private static IEnumerable<DiagnosisFinding> OfProcess(OptionStore store, StoreImage image, StoreHalf database)
    {
        switch (store.State)
        {
            case StoreState.NotLoaded:
                yield return new(DiagnosisSeverity.Error, "This process has loaded nothing: settings and defaults answer.", "Start the store, or look at why the database did not answer.");
                break;
            case StoreState.Frozen:
                yield return new(DiagnosisSeverity.Warning, $"This process is frozen by {StartupEnvironment.Freeze}.", "Start it without the variable to follow changes again.");
                break;
            case StoreState.Expired:
                yield return new(DiagnosisSeverity.Error, "The database has not confirmed this process' options for longer than some of them allow.", "Look at why it does not answer.");
                break;
            case StoreState.Stale:
                yield return new(DiagnosisSeverity.Warning, "The database has not confirmed this process' options lately.", "Look at why it does not answer.");
                break;
            default:
                break;
        }

        if (store.State != StoreState.NotLoaded && database.Position is { } truth)
        {
            if (Contradicts(image.Position, truth))
            {
                yield return new(
                    DiagnosisSeverity.Error,
                    $"This process stands at {image.Position}, which {database.Name} at {truth} contradicts.",
                    "The history was rewritten, for example by restoring a backup: the next sync tick begins a new epoch. A process without the right to write cannot.");
            }
            else if (image.Position < truth && store.State != StoreState.Frozen)
            {
                yield return new(
                    DiagnosisSeverity.Information,
                    $"This process stands at {image.Position}, behind {database.Name} at {truth}.",
                    "The next notification or sync tick brings it on.");
            }
        }
    }

    private static IEnumerable<DiagnosisFinding> OfFleet(FleetReport? fleet, StoreHalf database)
    {
        foreach (var node in fleet?.Nodes ?? [])
        {
            if (database.Position is { } truth && node.Position < truth)
            {
                yield return new(
                    node.State == StoreState.Fresh ? DiagnosisSeverity.Information : DiagnosisSeverity.Warning,
                    $"{node.Name} stands at {node.Position} ({node.State}), behind {database.Name} at {truth}.",
                    "Look at its health if it stays behind.");
            }

            if (!node.RejectedKeys.IsDefaultOrEmpty)
            {
                yield return new(
                    DiagnosisSeverity.Warning,
                    $"{node.Name} does not accept the values of {string.Join(", ", node.RejectedKeys)} and lives on the last good ones.",
                    "Write values that fit all versions that run.");
            }
        }
    }

    private static bool Contradicts(StorePosition copy, StorePosition truth) =>
        copy > truth || (copy.CompareTo(truth) == 0 && copy.Token != truth.Token);
}
