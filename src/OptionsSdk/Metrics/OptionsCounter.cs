using System.Diagnostics.Metrics;

namespace OptionsSdk.Metrics;

/// <summary>
/// A counter that never throws: listeners run inside of the call, and neither a write nor an install may fail for theirs. Not to be
/// called under a lock, because what they do takes as long as they like.
/// </summary>
internal sealed class OptionsCounter(Counter<long> counter)
{
    public void Add(long count, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // The listener's own failure; whoever counts cannot do anything about it.
        }
    }
}
