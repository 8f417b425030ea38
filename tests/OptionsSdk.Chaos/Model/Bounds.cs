namespace OptionsSdk.Chaos.Model;

/// <summary>How much may happen in one exploration.</summary>
/// <param name="Nodes">Processes.</param>
/// <param name="Script">The commits in order, each of which any process may make: keys, with a minus for a deletion.</param>
/// <param name="Losses">Times that the cache loses everything.</param>
/// <param name="Failovers">Times that the cache falls back to an older image.</param>
/// <param name="Crashes">Times that a process dies and starts anew.</param>
/// <param name="Rewinds">Times that the database loses its last commit or two.</param>
/// <param name="Forgeries">Times that somebody replaces the values in the cache and leaves its position as it is.</param>
/// <param name="Follows">Whether processes take changes from the cache.</param>
/// <param name="Late">Calls of the cache that are under way at most.</param>
/// <param name="IsFine">Whether anything may happen between a tick's question to the cache and the one to the database.</param>
public sealed record Bounds(
    int Nodes,
    string Script,
    int Losses = 0,
    int Failovers = 0,
    int Crashes = 0,
    int Rewinds = 0,
    int Forgeries = 0,
    bool Follows = false,
    int Late = 1,
    bool IsFine = false)
{
    /// <summary>The commits.</summary>
    public string[] Commits => Script.Split(' ');

    /// <inheritdoc/>
    public override string ToString()
    {
        (string Name, int Value)[] faults =
        [
            ("losses", Losses), ("failovers", Failovers), ("crashes", Crashes), ("rewinds", Rewinds), ("forgeries", Forgeries), ("late calls", Late),
        ];
        return $"{Nodes} processes, commits {Script}{string.Concat(faults.Where(static fault => fault.Value > 0).Select(static fault => $", {fault.Value} {fault.Name}"))}"
            + (Follows ? ", cache followed" : string.Empty)
            + (IsFine ? ", fine ticks" : string.Empty);
    }
}
