using System.Threading.Channels;

namespace OptionsSdk.Changes;

/// <summary>One enumeration of a watch. Ends when a token is cancelled, or without error when the manager is disposed.</summary>
internal sealed class OptionWatchEnumerator<T> : IAsyncEnumerator<OptionChange<T>>
{
    private const int Capacity = 16;

    private readonly Channel<OptionChange<T>> _channel = Channel.CreateBounded<OptionChange<T>>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _ended;
    private readonly IDisposable _subscription;

    public OptionWatchEnumerator(ChangeHub<OptionChange> hub, OptionDefinition option, CancellationToken watchToken, CancellationToken enumerationToken)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(watchToken, enumerationToken);
        _subscription = hub.Subscribe(
            change => ReferenceEquals(change.Option, option),
            change => _channel.Writer.TryWrite((OptionChange<T>)change),
            () => _channel.Writer.TryComplete());
    }

    public OptionChange<T> Current { get; private set; } = null!;

    public async ValueTask<bool> MoveNextAsync()
    {
        while (await _channel.Reader.WaitToReadAsync(_ended.Token).ConfigureAwait(false))
        {
            if (_channel.Reader.TryRead(out var change))
            {
                Current = change;
                return true;
            }
        }

        return false;
    }

    public ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        _ended.Dispose();
        return ValueTask.CompletedTask;
    }
}
