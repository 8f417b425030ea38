using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Keys;

namespace OptionsSdk.Analyzers.Usage.Writes;

/// <summary>Reports keys that no option has and no manager may know.</summary>
internal readonly struct UnknownKeys(OperationAnalysisContext context, OptionSymbols symbols, Lazy<RuntimeKeys> runtime)
{
    public void Check(IEnumerable<KeyChoice> choices)
    {
        foreach (var key in choices.SelectMany(static choice => choice.Keys))
        {
            Check(key);
        }
    }

    private void Check(KeyValue key)
    {
        var declared = symbols.Keys(context.CancellationToken);
        if (key.IsTyped || key.IsForeign || declared.Find(key.Key) is not null || declared.IsEmpty || runtime.Value.MayKnow(key.Key))
        {
            return;
        }

        var suggestion = NearestKey.Find(key.Key, declared.All);
        context.ReportDiagnostic(Diagnostic.Create(
            UsageRules.UnknownKey,
            key.Place.GetLocation(),
            suggestion is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add("Suggestion", suggestion),
            key.Key,
            suggestion is null ? "; declare it, register it, or correct the key" : $"; did you mean '{suggestion}'?"));
    }
}
