namespace OptionsSdk.Store;

/// <summary>
/// At most one pull at a time: whoever comes meanwhile shares it, and asks again only if it brought too little. Whoever needs an answer to
/// a question of his own shares the next one.
/// </summary>
internal sealed class PullFlight(Func<Task<StoreImage>> pull)
{
    // A plain object: System.Threading.Lock is not modelled by schedule explorers that test this class.
    private readonly object _gate = new();
    private Flight? _running;
    private Flight? _landed;
    private long _count;

    /// <summary>Shares the running pull if it brings enough, or the one after it.</summary>
    public Task<StoreImage> JoinAsync(long minimumRevision, CancellationToken cancellationToken) =>
        RunAsync(image => image.Position.Revision >= minimumRevision, cancellationToken);

    /// <summary>Shares the next pull: one that asks after this call was made.</summary>
    public Task<StoreImage> NextAsync(CancellationToken cancellationToken) => RunAsync(static _ => false, cancellationToken);

    private async Task<StoreImage> RunAsync(Func<StoreImage, bool> isEnough, CancellationToken cancellationToken)
    {
        var (flight, isShared) = JoinOrStart(long.MaxValue);
        if (isShared)
        {
            try
            {
                var image = await flight.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (isEnough(image))
                {
                    return image;
                }
            }
            catch (Exception)
            {
                // A pull that failed for others was not asked by this call; one that was stopped ends here.
                cancellationToken.ThrowIfCancellationRequested();
            }

            // The shared pull may have asked before this call was made; any later one asked after it, so its answer is decisive.
            (flight, _) = JoinOrStart(flight.Number);
        }

        return await flight.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private (Flight Flight, bool IsShared) JoinOrStart(long after)
    {
        TaskCompletionSource<StoreImage> completion;
        Flight flight;
        lock (_gate)
        {
            if (_running is not null)
            {
                return (_running, true);
            }

            // Another of those who shared the old answer may have asked again already.
            if (_landed is not null && _landed.Number > after)
            {
                return (_landed, true);
            }

            completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
            flight = new(++_count, completion.Task);
            _running = flight;
        }

        // Outside the lock: a database that answers at once runs the whole pull, handlers included, on this thread.
        _ = FlyAsync(completion);
        return (flight, false);
    }

    private async Task FlyAsync(TaskCompletionSource<StoreImage> completion)
    {
        try
        {
            var image = await pull().ConfigureAwait(false);
            Land();
            completion.SetResult(image);
        }
        catch (Exception exception)
        {
            Land();
            completion.SetException(exception);
            // The one who asked may have stopped waiting; that is no unobserved failure.
            _ = completion.Task.Exception;
        }
    }

    private void Land()
    {
        lock (_gate)
        {
            _landed = _running;
            _running = null;
        }
    }

    private sealed record Flight(long Number, Task<StoreImage> Answer);
}
