using System.Diagnostics.Metrics;

namespace OptionsSdk.Metrics;

/// <summary>
/// A counter that never throws: listeners run inside of the call, and neither a write nor an install may fail for theirs. Not to be
/// called under a lock, because what they do takes as long as they like.
/// </summary>
internal sealed class OptionsCounter(Counter<long> counter)
{
    public void Add(long count)
    {
        try
        {
            counter.Add(count);
        }
        catch (Exception)
        {
            // The listener's own failure; whoever counts cannot do anything about it.
        }
    }

    public void Add(long count, string tag, string value)
    {
        try
        {
            counter.Add(count, new KeyValuePair<string, object?>(tag, value));
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
