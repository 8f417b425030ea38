namespace OptionsSdk.Tests.Store.Fakes;

/// <summary>Holds the next read of a database back after it has seen the state, so that its answer is as old as the test wants.</summary>
internal sealed class ReadGate : IDisposable
{
    private readonly FakeOptionDatabase _database;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passed;

    public ReadGate(FakeOptionDatabase database, Exception? failure = null)
    {
        _database = database;
        database.AfterRead = async () =>
        {
            if (Interlocked.Increment(ref _passed) == 1)
            {
                _reached.SetResult();
                await _open.Task;
                if (failure is not null)
                {
                    throw failure;
                }
            }
        };
    }

    public Task Reached => _reached.Task;

    public void Open() => _open.TrySetResult();

    public void Dispose()
    {
        _database.AfterRead = null;
        Open();
    }
}
