using System.Threading.Channels;
using OptionsSdk.Manager;

namespace OptionsSdk.Changes;

/// <summary>
/// The enumeration of one watch. A class of its own and not an iterator method, because an iterator that is disposed before its first step
/// runs none of its clean-up, and the subscription exists before that step.
/// </summary>
internal sealed class OptionWatchEnumerator<T> : IAsyncEnumerator<OptionChange<T>>
{
    private const int Capacity = 16;

    private readonly Channel<OptionChange<T>> _channel = Channel.CreateBounded<OptionChange<T>>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _ended;
    private readonly IDisposable _subscription;
    private OptionChange<T>? _current;

    public OptionWatchEnumerator(ChangeHub<OptionChange> hub, OptionSlot<T> slot, CancellationToken watchToken, CancellationToken enumerationToken)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(watchToken, enumerationToken);

        // Subscribed here and not at the first MoveNextAsync, so that nothing is lost between the two.
        _subscription = hub.Subscribe(
            change => ReferenceEquals(change.Option, slot.Definition),
            change => _channel.Writer.TryWrite((OptionChange<T>)change));
    }

    public OptionChange<T> Current => _current ?? throw new InvalidOperationException("The enumeration has not started.");

    public async ValueTask<bool> MoveNextAsync()
    {
        _current = await _channel.Reader.ReadAsync(_ended.Token).ConfigureAwait(false);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        _ended.Dispose();
        return ValueTask.CompletedTask;
    }
}
