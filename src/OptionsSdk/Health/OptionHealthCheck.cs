using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionsSdk.Errors;

namespace OptionsSdk;

/// <summary>
/// Reports degraded while a stored value or setting does not fit its option, a required option is not set, the environment pins options or
/// freezes the process, or the store could not be asked lately. Never unhealthy: options keep answering.
/// </summary>
/// <param name="manager">The manager.</param>
public sealed class OptionHealthCheck(OptionManager manager) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new List<string>();
        problems.AddRange(manager.InvalidValues.Select(static invalid => string.Create(
            CultureInfo.InvariantCulture, $"{invalid.Option.Key}: the value in {invalid.Source} {invalid.Error}")));
        problems.AddRange(manager.MissingRequired.Select(static option => $"{option.Key}: required, but not set"));
        problems.AddRange(manager.Pinned.Select(static option => $"{option.Key}: pinned by {StartupEnvironment.Pin}"));
        if (manager.Store is { State: not Store.StoreState.Fresh } store)
        {
            problems.Add(store.ImageSource is var source and (Store.StoreImageSource.Cache or Store.StoreImageSource.LastKnownGood)
                ? $"the store is {store.State}: its image is from {source} and not confirmed"
                : $"the store is {store.State}");
        }

        // Known at once, while the state becomes stale only after some time.
        if (manager.Store?.LastError is { } error)
        {
            problems.Add(error is OptionException known ? known.Problem : error.GetType().Name);
        }

        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("; ", problems)));
    }
}
