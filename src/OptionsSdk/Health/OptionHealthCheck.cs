using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OptionsSdk;

/// <summary>
/// Reports degraded while a stored value or setting does not fit its option, a required option is not set, the environment pins options or
/// freezes the process, or the store could not be asked lately; unhealthy while options have expired (see <see cref="MaxStalenessAttribute"/>), and
/// while the database's schema is missing or of another version, which nobody but a person repairs. Reads go on in every case. Names keys and
/// remedies, never values.
/// </summary>
/// <remarks>
/// The data of the result: <c>state</c>, <c>revision</c>, <c>staleness</c> (since the last confirmation) and <c>error</c> (the last error's id)
/// of the store, <c>source</c> of an image that is not confirmed, <c>invalid</c>, <c>missing</c>, <c>expired</c> and <c>pinned</c> with the keys concerned. What does not apply is left out.
/// </remarks>
/// <param name="manager">The manager.</param>
public sealed class OptionHealthCheck(OptionManager manager) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = OptionHealth.Of(manager);
        var description = string.Join("; ", health.Problems);
        return Task.FromResult(health.Problems.Count == 0
            ? HealthCheckResult.Healthy(data: health.Data)
            : health.IsUsable
                ? HealthCheckResult.Degraded(description, data: health.Data)
                : HealthCheckResult.Unhealthy(description, data: health.Data));
    }
}
