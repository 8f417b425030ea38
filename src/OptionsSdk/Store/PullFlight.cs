namespace OptionsSdk.Store;

/// <summary>At most one pull at a time: whoever comes meanwhile shares it, and asks again only if it brought too little.</summary>
internal sealed class PullFlight(Func<Task<StoreImage>> pull)
{
    private readonly Lock _gate = new();
    private Task<StoreImage>? _running;

    public async Task<StoreImage> RunAsync(long minimumRevision, CancellationToken cancellationToken)
    {
        var (flight, isShared) = JoinOrStart();
        if (isShared)
        {
            await ((Task)flight).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (flight.IsCompletedSuccessfully)
            {
                var image = await flight.ConfigureAwait(false);
                if (image.Position.Revision >= minimumRevision)
                {
                    return image;
                }
            }

            // The shared pull may have asked before this call was made; any pull from here on asks after it, so its answer is decisive.
            (flight, _) = JoinOrStart();
        }

        return await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private (Task<StoreImage> Flight, bool IsShared) JoinOrStart()
    {
        TaskCompletionSource<StoreImage> completion;
        lock (_gate)
        {
            if (_running is { } running)
            {
                return (running, true);
            }

            completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = completion.Task;
        }

        // Outside the lock: a database that answers at once runs the whole pull, handlers included, on this thread.
        _ = FlyAsync(completion);
        return (completion.Task, false);
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
            _running = null;
        }
    }
}
