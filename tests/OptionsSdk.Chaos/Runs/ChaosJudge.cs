using OptionsSdk.Chaos.Nodes.Events;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>Compares all that nodes told with the database's own log.</summary>
internal sealed class ChaosJudge(ChaosHistory history, IReadOnlyList<ChaosMember> nodes, CacheObserver observer)
{
    // Far above what a read takes, and far below what waiting for a server would: a machine that has other work to do must not decide.
    private static readonly TimeSpan SlowestRead = TimeSpan.FromMilliseconds(250);

    // A last-known-good file and a cache may name the position that the database then confirms.
    private const int RepetitionsAtAStart = 2;

    private const double Quantile = 0.999;

    /// <summary>The writes of all lives.</summary>
    public IReadOnlyList<(WriteBegun Begun, WriteEnded? Ended)> Writes { get; } = [.. nodes.SelectMany(static node => node.Lives).SelectMany(WritesOf)];

    /// <summary>The last counts of every life.</summary>
    public IReadOnlyList<NodeTotals> Totals { get; } =
        [.. nodes.SelectMany(static node => node.Lives).Select(static life => life.OfType<NodeTotals>().LastOrDefault()).OfType<NodeTotals>()];

    /// <summary>What 999 of 1000 timed reads stayed below.</summary>
    public TimeSpan SlowRead => TimeSpan.FromMicroseconds(Math.Pow(2, QuantileIndex() + 1) / 1000);

    /// <summary>Says all that was wrong.</summary>
    public IEnumerable<string> FindFaults() =>
        nodes.SelectMany(FindFaults)
            .Concat(observer.Images.Select(history.FindFault).OfType<string>().Select(static fault => $"Redis {fault}"))
            .Concat(observer.FindSteps())
            .Concat(FindWriteFaults())
            .Concat(FindOrderFaults())
            .Concat(FindReadFaults())
            .Concat(Totals.SelectMany(static totals => totals.Unobserved).Distinct(StringComparer.Ordinal).Select(static exception => $"nobody observed {exception}"));

    private static IEnumerable<(WriteBegun Begun, WriteEnded? Ended)> WritesOf(IEnumerable<NodeEvent> life)
    {
        var ended = life.OfType<WriteEnded>().ToDictionary(static write => write.ChangeId);
        return life.OfType<WriteBegun>().Select(begun => (begun, ended.GetValueOrDefault(begun.ChangeId)));
    }

    // I1, I2, I3 and what nodes saw themselves.
    private IEnumerable<string> FindFaults(ChaosMember node)
    {
        foreach (var life in node.Lives)
        {
            StorePosition last = default;
            var repetitions = 0;
            foreach (var (index, image) in life.OfType<ImageInstalled>().Index())
            {
                if (history.FindFault(image.Position, image.Values) is { } fault)
                {
                    yield return $"{node.Name} {fault}";
                }

                var isRepeated = index > 0 && image.Position == last;
                repetitions += isRepeated ? 1 : 0;
                if (isRepeated ? repetitions > RepetitionsAtAStart || index > RepetitionsAtAStart : image.Position < last)
                {
                    yield return $"{node.Name} went from {last} to {image.Position}";
                }

                last = image.Position;
            }

            foreach (var broken in life.OfType<RuleBroken>())
            {
                yield return $"{node.Name}: {broken.What}";
            }
        }
    }

    // I5: what was acknowledged is there once, at its revision; what was refused is not there; the rest is there once or not at all.
    private IEnumerable<string> FindWriteFaults()
    {
        foreach (var (begun, ended) in Writes)
        {
            var made = history.Of(begun.ChangeId);
            if (ended?.Position is { } position ? made is not [var revision] || revision != position.Revision : made.Count > (ended is { IsRefused: true } ? 0 : 1))
            {
                yield return $"the change {begun.ChangeId}, {(ended?.Position is null ? "not " : "")}acknowledged at {ended?.Position}, made the revisions {string.Join(", ", made)}";
            }
        }
    }

    // I4: a write that began after another was acknowledged has the higher revision, and so has an answer that had to be new.
    private IEnumerable<string> FindOrderFaults()
    {
        var acknowledged = Writes.Where(static write => write.Ended?.Position is not null)
            .Select(static write => (write.Begun.Started, write.Ended!.Ended, write.Ended.Position!.Value.Revision)).ToArray();
        var earliestEnd = long.MaxValue;
        foreach (var write in acknowledged.OrderByDescending(static write => write.Revision))
        {
            if (write.Started > earliestEnd)
            {
                yield return $"the change at {write.Revision} began after one of a higher revision was acknowledged";
            }

            earliestEnd = Math.Min(earliestEnd, write.Ended);
        }

        var byEnd = acknowledged.OrderBy(static write => write.Ended).ToArray();
        var highest = 0L;
        var next = 0;
        foreach (var refreshed in nodes.SelectMany(static node => node.Lives).SelectMany(static life => life.OfType<Refreshed>()).OrderBy(static refreshed => refreshed.Started))
        {
            for (; next < byEnd.Length && byEnd[next].Ended < refreshed.Started; next++)
            {
                highest = Math.Max(highest, byEnd[next].Revision);
            }

            if (refreshed.Revision < highest)
            {
                yield return $"a refresh that began after {highest} was acknowledged brought {refreshed.Revision}";
            }
        }
    }

    // I8.
    private IEnumerable<string> FindReadFaults()
    {
        if (Totals.Sum(static totals => totals.Reads) == 0)
        {
            yield return "nobody read";
        }

        if (SlowRead > SlowestRead)
        {
            yield return $"one of a thousand reads took {SlowRead.TotalMilliseconds} ms or longer";
        }
    }

    private int QuantileIndex()
    {
        var counts = Enumerable.Range(0, 64).Select(index => Totals.Sum(totals => totals.SlowReads.ElementAtOrDefault(index))).ToArray();
        var wanted = (long)(counts.Sum() * Quantile);
        for (var index = 0; index < counts.Length; index++)
        {
            wanted -= counts[index];
            if (wanted < 0)
            {
                return index;
            }
        }

        return 0;
    }
}
