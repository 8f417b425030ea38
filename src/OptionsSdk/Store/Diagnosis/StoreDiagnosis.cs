using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace OptionsSdk.Store;

/// <summary>Where the database, the cache, this process and the others stand, and what does not fit together.</summary>
/// <param name="Database">The database.</param>
/// <param name="Cache">The cache.</param>
/// <param name="Position">Where this process' image stands.</param>
/// <param name="Source">Where that image is from.</param>
/// <param name="State">How much it may be trusted.</param>
/// <param name="Staleness">How long ago the database confirmed it; <see langword="null"/> if never.</param>
/// <param name="Nodes">The processes of the fleet that are alive; empty if none takes part or they cannot be asked.</param>
/// <param name="Findings">What is worth telling, the most important first.</param>
public sealed record StoreDiagnosis(
    StoreHalf Database,
    StoreHalf Cache,
    StorePosition Position,
    StoreImageSource Source,
    StoreState State,
    TimeSpan? Staleness,
    ImmutableArray<FleetNode> Nodes,
    ImmutableArray<DiagnosisFinding> Findings)
{
    /// <summary>Where everything stands, as lines of text for people.</summary>
    /// <returns>The text, without the findings.</returns>
    public override string ToString()
    {
        var text = new StringBuilder()
            .AppendLine(Database.ToString())
            .AppendLine(Cache.ToString())
            .Append(CultureInfo.InvariantCulture, $"this process: {Position} from {Source}, {State}");
        foreach (var node in Nodes)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{node.Name}: {node.Position}, {node.State}");
        }

        return text.ToString();
    }
}
