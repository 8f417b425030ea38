using System.Collections.Concurrent;
using System.Diagnostics;
using OptionsSdk.Errors;
using OptionsSdk.Redis;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>
/// Looks at what Redis holds, past all networks, as often as it can. What it holds moves only forward, except where the run itself made it
/// lose something.
/// </summary>
internal sealed class CacheObserver(string address) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly RedisOptionCache _cache = new(address);
    private readonly ConcurrentQueue<(long From, long To)> _losses = new();
    private readonly List<(long From, long To, StoreImage? Image)> _seen = [];

    /// <summary>What was seen.</summary>
    public IEnumerable<StoreImage> Images => _seen.Select(static seen => seen.Image).OfType<StoreImage>();

    /// <summary>The newest that Redis holds.</summary>
    public ValueTask<StoreImage?> ReadAsync() => _cache.ReadAsync();

    /// <summary>Does what makes Redis lose its content, and remembers that.</summary>
    public async Task LoseAsync(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        try
        {
            await work();
        }
        finally
        {
            _losses.Enqueue((from, Stopwatch.GetTimestamp()));
        }
    }

    /// <summary>Looks until the end.</summary>
    public async Task ObserveUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            var from = Stopwatch.GetTimestamp();
            try
            {
                var image = await _cache.ReadAsync();
                _seen.Add((from, Stopwatch.GetTimestamp(), image));
            }
            catch (OptionStoreUnavailableException)
            {
                // That is what the run is for.
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Says where Redis went back although nothing was lost between the two looks.</summary>
    public IEnumerable<string> FindSteps()
    {
        foreach (var (before, after) in _seen.Zip(_seen.Skip(1)))
        {
            var (stood, stands) = (before.Image?.Position ?? StorePosition.Origin, after.Image?.Position ?? StorePosition.Origin);
            if (stands < stood && !_losses.Any(loss => loss.From <= after.To && loss.To >= before.From))
            {
                yield return $"Redis went from {stood} to {(after.Image is null ? "nothing" : stands)} although nothing was lost";
            }
        }
    }

    public ValueTask DisposeAsync() => _cache.DisposeAsync();
}
