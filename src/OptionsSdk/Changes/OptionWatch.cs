using System.Threading.Channels;
using OptionsSdk.Manager;

namespace OptionsSdk.Changes;

/// <summary>
/// A watch of one option. It follows from the moment it is enumerated; a slow reader loses the oldest changes, never the latest.
/// </summary>
internal sealed class OptionWatch<T>(ChangeHub<OptionChange> hub, OptionSlot<T> slot, CancellationToken cancellationToken) : IAsyncEnumerable<OptionChange<T>>
{
    private const int Capacity = 16;

    public IAsyncEnumerator<OptionChange<T>> GetAsyncEnumerator(CancellationToken enumerationToken = default)
    {
        var channel = Channel.CreateBounded<OptionChange<T>>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        // Subscribed here and not at the first MoveNextAsync, so that nothing is lost between the two.
        var subscription = hub.Subscribe(
            change => ReferenceEquals(change.Option, slot.Definition),
            change => channel.Writer.TryWrite((OptionChange<T>)change));
        return Enumerate(channel.Reader, subscription, cancellationToken, enumerationToken);
    }

    private static async IAsyncEnumerator<OptionChange<T>> Enumerate(
        ChannelReader<OptionChange<T>> reader,
        IDisposable subscription,
        CancellationToken watchToken,
        CancellationToken enumerationToken)
    {
        using var owned = subscription;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(watchToken, enumerationToken);
        while (await reader.WaitToReadAsync(linked.Token).ConfigureAwait(false))
        {
            while (reader.TryRead(out var change))
            {
                yield return change;
            }
        }
    }
}
