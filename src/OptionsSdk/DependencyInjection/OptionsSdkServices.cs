using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OptionsSdk.Store;

namespace OptionsSdk;

/// <summary>What one container owns: the store, if a database was chosen, and the manager on it.</summary>
internal sealed class OptionsSdkServices : IAsyncDisposable, IDisposable
{
    public OptionsSdkServices(OptionsSdkBuilder builder, IServiceProvider services)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        if (builder.Database is { } database)
        {
            Store = MakeStore(builder, database(services), services, time);
        }

        try
        {
            Manager = new(builder.Registry, Store, builder.Settings(services), builder.ManagerSettings, time, services.GetService<ILogger<OptionManager>>());
        }
        catch
        {
            // A bad declaration or setting stops the start, and the container never learns of a store to dispose.
            Store?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public OptionStore? Store { get; }

    private static OptionStore MakeStore(OptionsSdkBuilder builder, IOptionDatabase database, IServiceProvider services, TimeProvider time)
    {
        try
        {
            return new(database, builder.Cache?.Invoke(services), builder.StoreSettings, time, services.GetService<ILogger<OptionStore>>());
        }
        catch
        {
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public OptionManager Manager { get; }

    public async ValueTask DisposeAsync()
    {
        Manager.Dispose();
        if (Store is not null)
        {
            await Store.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A container that is disposed synchronously must not fail on a service that can only be disposed asynchronously.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
