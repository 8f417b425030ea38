using Microsoft.Extensions.Hosting;

namespace OptionsSdk;

/// <summary>
/// Starts the store before any other hosted service starts, and stops it after they have stopped. Groups that nobody needed until the others
/// have started are declared then, so that the first values do not wait for them and a declaration that cannot work still stops the start.
/// </summary>
internal sealed class OptionsSdkHostedService(OptionsSdkServices services) : IHostedLifecycleService
{
    private bool _isStarted;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _isStarted = true;
        if (services.Store is not null)
        {
            await services.Store.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // A host that knows no lifecycle services starts here, and ends here too.
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted)
        {
            await StartingAsync(cancellationToken).ConfigureAwait(false);
            await StartedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        services.Manager.Complete();

        // What is stored is not known before the database confirms it, which may be after the start.
        var confirmation = services.Store?.Confirmation ?? Task.CompletedTask;
        if (confirmation.IsCompleted)
        {
            services.Manager.WarnAboutMissingRequired();
        }
        else
        {
            _ = confirmation.ContinueWith(
                _ => services.Manager.WarnAboutMissingRequired(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The store is stopped by its disposal in such a host.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (services.Store is not null)
        {
            await services.Store.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
