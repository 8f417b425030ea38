using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store.Fakes;

/// <summary>A cache with faults to inject and calls to count, around a real one that may be shared with others.</summary>
public sealed class FaultyCache(MemoryOptionCache? inner = null) : IOptionCache, IOptionChangeSignal
{
    private int _reads;
    private int _writes;

    public MemoryOptionCache Inner { get; } = inner ?? new();

    public string Name => "faulty cache";

    public OptionCacheMode Mode { get; set; }

    public bool IsTrusted { get; set; }

    public bool FailReads { get; set; }

    public bool FailWrites { get; set; }

    /// <summary>Fills alone fail: the seed's read door works on.</summary>
    public bool FailFills { get; set; }

    /// <summary>Calls never answer and ignore their token.</summary>
    public bool Hangs { get; set; }

    /// <summary>Runs before each fill reaches the cache.</summary>
    public Func<Task>? BeforeFill { get; set; }

    /// <summary>Runs before the whole image is read.</summary>
    public Func<Task>? BeforeImage { get; set; }

    /// <summary>Runs before each apply or put reaches the cache.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    public int TotalCalls => Reads + Writes;

    public async ValueTask<CacheLookup> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        await ReadAsync();
        return await Inner.GetAsync(key, cancellationToken);
    }

    public async ValueTask<bool> FillAsync(string key, StoreRowRead read, long lease, CancellationToken cancellationToken = default)
    {
        if (BeforeFill is { } before)
        {
            await before();
        }

        await WriteAsync(FailFills || FailWrites);
        return await Inner.FillAsync(key, read, lease, cancellationToken);
    }

    public async ValueTask<StorePosition?> ReadPositionAsync(CancellationToken cancellationToken = default)
    {
        await ReadAsync();
        return await Inner.ReadPositionAsync(cancellationToken);
    }

    public async ValueTask<StoreImage?> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (BeforeImage is { } before)
        {
            await before();
        }

        await ReadAsync();
        return await Inner.ReadAsync(cancellationToken);
    }

    public async ValueTask<CacheApplyOutcome> ApplyAsync(StoreDelta delta, CancellationToken cancellationToken = default)
    {
        if (BeforeWrite is { } before)
        {
            await before();
        }

        await WriteAsync(FailWrites);
        return await Inner.ApplyAsync(delta, cancellationToken);
    }

    public async ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default)
    {
        if (BeforeWrite is { } before)
        {
            await before();
        }

        await WriteAsync(FailWrites);
        return await Inner.PutAsync(image, cancellationToken);
    }

    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        await WriteAsync(FailWrites);
        await Inner.ClearAsync(cancellationToken);
    }

    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        Inner.WatchAsync(onSignal, cancellationToken);

    private Task ReadAsync()
    {
        Interlocked.Increment(ref _reads);
        return FailAsync(FailReads);
    }

    private Task WriteAsync(bool fails)
    {
        Interlocked.Increment(ref _writes);
        return FailAsync(fails);
    }

    private Task FailAsync(bool fails)
    {
        if (Hangs)
        {
            return new TaskCompletionSource().Task;
        }

        return fails ? Task.FromException(new IOException("The fake cache is down.")) : Task.CompletedTask;
    }
}
