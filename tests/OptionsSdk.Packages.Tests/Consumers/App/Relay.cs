using System.Collections.Immutable;

namespace App;

/// <summary>Where mail is handed to.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How careful to be with it.</param>
/// <param name="Timeout">How long to wait for it, if not as usual.</param>
/// <param name="Domains">Whose mail it takes.</param>
/// <param name="Costs">What a mail costs, by class.</param>
internal sealed record Relay(
    string Host,
    int Port = 25,
    Security Security = Security.Required,
    TimeSpan? Timeout = null,
    ImmutableArray<string> Domains = default,
    ImmutableSortedDictionary<string, decimal>? Costs = null);
