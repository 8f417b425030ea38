using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Changes;

/// <summary>Delivers events to the handlers that want them. Posting never runs a handler and never blocks.</summary>
internal sealed class ChangeHub<TEvent>(ILogger logger)
{
    private ImmutableArray<ChangeSubscription<TEvent>> _subscriptions = [];

    /// <param name="filter">Which events; never user code.</param>
    /// <param name="handler">What to do with them, on the thread pool.</param>
    /// <param name="onClosed">Called once when no more events will come because the hub was closed.</param>
    public IDisposable Subscribe(Func<TEvent, bool> filter, Action<TEvent> handler, Action? onClosed = null)
    {
        var subscription = new ChangeSubscription<TEvent>(filter, handler, onClosed, Unsubscribe, logger);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void Post(TEvent change)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Post(change);
        }
    }

    /// <summary>Ends all subscriptions.</summary>
    public void Close()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Close();
        }
    }

    private void Unsubscribe(ChangeSubscription<TEvent> subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);
}
