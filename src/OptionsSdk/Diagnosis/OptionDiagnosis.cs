using System.Collections.Immutable;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk;

/// <summary>What <see cref="OptionManager.DiagnoseAsync"/> found: the store's halves, this process, the others, and the options.</summary>
/// <param name="Store">The store, or <see langword="null"/> if the manager has none.</param>
/// <param name="Findings">What is worth telling, the most important first.</param>
public sealed record OptionDiagnosis(StoreDiagnosis? Store, ImmutableArray<DiagnosisFinding> Findings)
{
    /// <summary>Whether nothing was found that somebody should look at.</summary>
    public bool IsHealthy => Findings.All(static finding => finding.Severity == DiagnosisSeverity.Information);

    /// <summary>The diagnosis as lines of text for people.</summary>
    /// <returns>The text, without values.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Store is not null)
        {
            text.AppendLine(Store.ToString());
        }

        foreach (var finding in Findings)
        {
            text.AppendLine(finding.ToString());
        }

        return Findings.IsEmpty ? text.Append("Nothing to report.").ToString() : text.ToString().TrimEnd();
    }
}
