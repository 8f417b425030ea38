using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>What one process of a user has: a manager with one option over a started store.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    public const string Key = "limit";
    public const int Default = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(110);

    private RunningProcess(SqliteOptionDatabase database, TimeProvider? time)
    {
        // Short, so that a test sees many ticks; the longest backoff after failures is the store's own.
        var settings = new OptionStoreSettings { SyncInterval = TimeSpan.FromMilliseconds(50), WriteRetryBudget = TimeSpan.FromSeconds(5) };
        Store = new(database, settings: settings, timeProvider: time);
        Manager = new(new OptionRegistry(), Store, timeProvider: time);
        Limit = Manager.Register(Key, Default);
    }

    public OptionStore Store { get; }

    public OptionManager Manager { get; }

    public OptionKey<int> Limit { get; }

    public int Value => Manager.Get(Limit);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningProcess> StartAsync(SqliteOptionDatabase database, TimeProvider? time = null)
    {
        var process = new RunningProcess(database, time);
        await process.Store.StartAsync(Cancellation);
        return process;
    }

    public ValueTask<OptionWriteResult> SetAsync(int value) => Manager.SetAsync(Limit, value, cancellationToken: Cancellation);

    public async Task<HealthStatus> HealthAsync() =>
        (await new OptionHealthCheck(Manager).CheckHealthAsync(new(), Cancellation)).Status;

    public async Task<string> HealthTextAsync() =>
        (await new OptionHealthCheck(Manager).CheckHealthAsync(new(), Cancellation)).Description ?? string.Empty;

    /// <summary>Waits until the sync has met the fault.</summary>
    public async Task<TError> UntilErrorAsync<TError>()
        where TError : Exception
    {
        await UntilAsync(() => Store.LastError is TError);
        return (TError)Store.LastError!;
    }

    /// <summary>Waits until the sync works again.</summary>
    public Task UntilWellAsync() => UntilAsync(() => Store.LastError is null && Store.State == StoreState.Fresh);

    /// <summary>Waits until the health check says so; on a busy machine a tick may be late for a moment.</summary>
    public Task UntilHealthyAsync() => UntilAsync(async () => await HealthAsync() == HealthStatus.Healthy);

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "The condition never came true.");
            await Task.Delay(5, Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Manager.Dispose();
        await Store.DisposeAsync();
    }
}
