using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>What makes the nodes of the run's own process wrong, so that the run must find them out.</summary>
/// <param name="AroundDatabase">Put around the database.</param>
/// <param name="AroundCache">Put around the cache.</param>
internal sealed record ChaosMutant(Func<IOptionDatabase, IOptionDatabase>? AroundDatabase = null, Func<IOptionCache, IOptionCache>? AroundCache = null);
