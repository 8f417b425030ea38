using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Changes;

/// <summary>
/// One handler with a queue of its own: handlers run one after the other in order, on the thread pool, and a slow, blocked or throwing
/// handler harms nobody but itself. A handler that never returns costs a bounded queue: beyond it the oldest events are dropped.
/// </summary>
internal sealed class ChangeSubscription<TEvent> : IDisposable, IThreadPoolWorkItem
{
    private const int Capacity = 100_000;

    private readonly ConcurrentQueue<TEvent> _queue = new();
    private readonly Func<TEvent, bool> _filter;
    private readonly Action<TEvent> _handler;
    private readonly Action? _onClosed;
    private readonly Action<ChangeSubscription<TEvent>> _unsubscribe;
    private readonly ILogger _logger;
    private int _pending;
    private volatile bool _isDisposed;

    public ChangeSubscription(
        Func<TEvent, bool> filter, Action<TEvent> handler, Action? onClosed, Action<ChangeSubscription<TEvent>> unsubscribe, ILogger logger)
    {
        _filter = filter;
        _handler = handler;
        _onClosed = onClosed;
        _unsubscribe = unsubscribe;
        _logger = logger;
    }

    public void Post(TEvent change)
    {
        if (_isDisposed || !_filter(change))
        {
            return;
        }

        _queue.Enqueue(change);
        var pending = Interlocked.Increment(ref _pending);
        if (pending > Capacity)
        {
            // The count stays: the worker finds the queue empty that often and does nothing.
            _queue.TryDequeue(out _);
        }

        if (pending == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        do
        {
            if (_queue.TryDequeue(out var change) && !_isDisposed)
            {
                Handle(change);
            }
        }
        while (Interlocked.Decrement(ref _pending) > 0);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _unsubscribe(this);
    }

    public void Close()
    {
        Dispose();
        _onClosed?.Invoke();
    }

    // On a thread of the pool a logger that fails would end the process.
    private void Report(TEvent change, Exception exception)
    {
        try
        {
            ChangeLog.HandlerFailed(_logger, change?.ToString(), exception);
        }
        catch (Exception)
        {
            // Nobody is left to tell.
        }
    }

    private void Handle(TEvent change)
    {
        try
        {
            _handler(change);
        }
        catch (Exception exception)
        {
            Report(change, exception);
        }
    }
}
