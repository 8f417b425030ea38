using Microsoft.Extensions.Hosting;

namespace OptionsSdk;

/// <summary>Starts and stops the store with the host. Making the manager checks declarations and settings, so a bad one stops the start.</summary>
internal sealed class OptionsSdkHostedService(OptionsSdkServices services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.Store is not null)
        {
            await services.Store.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        services.Manager.WarnAboutMissingRequired();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (services.Store is not null)
        {
            await services.Store.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
