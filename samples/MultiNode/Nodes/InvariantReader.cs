namespace MultiNode.Nodes;

/// <summary>Reads all the time what must always hold: both versions are equal, and none is older than one that was seen before.</summary>
internal sealed class InvariantReader : IAsyncDisposable
{
    // A reader that never paused would show nothing but how three of them share a machine's processors.
    private const int ChecksOfARound = 1_000;

    private readonly ReleaseOptions _release;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;
    private long _checks;
    private long _violations;

    public InvariantReader(ReleaseOptions release)
    {
        _release = release;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>How often it was looked.</summary>
    public long Checks => Interlocked.Read(ref _checks);

    /// <summary>How often it did not hold.</summary>
    public long Violations => Interlocked.Read(ref _violations);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        var newest = 0;
        while (!_end.IsCancellationRequested)
        {
            for (var check = 0; check < ChecksOfARound; check++)
            {
                // Two options of one revision.
                var (server, client) = Read();
                if (server != client || server < newest)
                {
                    Interlocked.Increment(ref _violations);
                }

                newest = Math.Max(newest, server);
            }

            Interlocked.Add(ref _checks, ChecksOfARound);
            await Task.Delay(5);
        }
    }

    private (int Server, int Client) Read()
    {
        var release = _release.Snapshot();
        return (release.ServerVersion, release.ClientVersion);
    }
}
