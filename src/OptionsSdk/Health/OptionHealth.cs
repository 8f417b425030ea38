using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tracing;

namespace OptionsSdk;

/// <summary>
/// What the health check has to say: which options, what about them, and what to do. Health is often public, so it holds neither values nor
/// texts that could quote one, such as the errors of a group's own checks; the log and <c>Explain</c> have those.
/// </summary>
/// <param name="Problems">What is wrong, each with its remedy.</param>
/// <param name="Data">The same for machines.</param>
/// <param name="IsUsable">Whether all options are within their limits, and the store can work again without anybody doing something.</param>
internal sealed record OptionHealth(IReadOnlyList<string> Problems, IReadOnlyDictionary<string, object> Data, bool IsUsable)
{
    public static OptionHealth Of(OptionManager manager)
    {
        var problems = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var invalid = manager.InvalidValues;
        var missing = manager.MissingRequired;
        var expired = manager.ExpiredOptions;
        var pinned = manager.Pinned;
        problems.AddRange(invalid.Select(static value =>
            $"{value.Option.Key}: the value in {(value.Source == OptionSource.Store ? "the store" : "settings")} does not fit; the last good one is in force. Write a value that fits, see Explain"));
        problems.AddRange(missing.Select(static option => $"{option.Key}: required, but not set"));
        problems.AddRange(expired.Select(static option =>
            $"{option.Key}: expired, not confirmed by the database for longer than {option.MaxStaleness}; {(option.OnExpired == OnExpired.UseDefault ? "its stored value is not used" : "the last value is in force")}"));
        problems.AddRange(pinned.Select(static option => $"{option.Key}: pinned by {StartupEnvironment.Pin}"));
        if (pinned.Count > 0)
        {
            data["pinned"] = pinned.Select(static option => option.Key).ToArray();
        }

        if (invalid.Count > 0)
        {
            data["invalid"] = invalid.Select(static value => value.Option.Key).Distinct(StringComparer.Ordinal).ToArray();
        }

        if (missing.Count > 0)
        {
            data["missing"] = missing.Select(static option => option.Key).ToArray();
        }

        if (expired.Count > 0)
        {
            data["expired"] = expired.Select(static option => option.Key).ToArray();
        }

        var isStoreUsable = manager.Store is not { } store || AddStore(store, problems, data);
        return new(problems, data, isStoreUsable && expired.Count == 0);
    }

    private static bool AddStore(OptionStore store, List<string> problems, Dictionary<string, object> data)
    {
        var (state, source, error) = (store.State, store.ImageSource, store.LastError);
        var isUnconfirmed = source is StoreImageSource.Cache or StoreImageSource.LastKnownGood;
        data["state"] = state.ToString();
        data["revision"] = store.Image.Position.Revision;
        if (store.Staleness is { } staleness)
        {
            data["staleness"] = staleness;
        }

        if (error is not null)
        {
            data["error"] = OptionActivity.ErrorKind(error);
        }

        if (isUnconfirmed)
        {
            data["source"] = source.ToString();
        }

        // An error is known at once, while the state becomes stale only after some time.
        if (state != StoreState.Fresh || error is not null)
        {
            problems.Add($"the store is {state}{(isUnconfirmed ? $": its values come from {source} and no database has confirmed them" : "")}{Explain(error)}");
        }

        return error is not OptionStoreSchemaException;
    }

    // The message of a foreign exception may hold anything, for example a connection string.
    private static string Explain(Exception? error) => error switch
    {
        null => string.Empty,
        OptionException known => $" ({known.Id}: {known.Problem} {known.Remedy})",
        _ => $" ({error.GetType().Name})",
    };
}
