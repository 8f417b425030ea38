using System.Diagnostics;

namespace OptionsSdk.Benchmarks.Servers.Calls;

/// <summary>Calls that take turns, so that a busy moment of the machine meets all of them alike.</summary>
internal sealed class Turns
{
    private readonly List<(string Name, Func<Task> Call, List<long> Times)> _calls = [];

    public void Add(string name, Func<Task> call) => _calls.Add((name, call, []));

    /// <summary>Runs all in turn, a tenth of the rounds before any is counted.</summary>
    public async Task<IReadOnlyDictionary<string, Figures>> RunAsync(string title, int rounds)
    {
        for (var round = -rounds / 10; round < rounds; round++)
        {
            foreach (var (_, call, times) in _calls)
            {
                var begun = Stopwatch.GetTimestamp();
                await call();
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetTimestamp() - begun);
                }
            }
        }

        Figures.PrintHead(title);
        var figures = new Dictionary<string, Figures>(StringComparer.Ordinal);
        foreach (var (name, _, times) in _calls)
        {
            figures.Add(name, new(times));
            figures[name].Print(name);
        }

        return figures;
    }
}
