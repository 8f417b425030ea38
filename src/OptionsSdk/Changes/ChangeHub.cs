using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Changes;

/// <summary>Delivers events to the handlers that want them. Posting never runs a handler and never blocks.</summary>
internal sealed class ChangeHub<TEvent>(ILogger logger)
{
    private ImmutableArray<ChangeSubscription<TEvent>> _subscriptions = [];

    public IDisposable Subscribe(Func<TEvent, bool> filter, Action<TEvent> handler)
    {
        var subscription = new ChangeSubscription<TEvent>(filter, handler, Unsubscribe, logger);
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

    private void Unsubscribe(ChangeSubscription<TEvent> subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);
}
