using Microsoft.Extensions.Hosting;

namespace OptionsSdk;

/// <summary>
/// Starts the store before any other hosted service starts, and stops it after they have stopped. Making the manager checks declarations
/// and settings, so a bad one stops the start.
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
    }

    // A host that knows no lifecycle services starts here.
    public Task StartAsync(CancellationToken cancellationToken) => _isStarted ? Task.CompletedTask : StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
