namespace OptionsSdk.Sqlite;

/// <summary>A piece of work with an answer.</summary>
internal sealed class SqliteWork<T> : SqliteWork
{
    private readonly Func<SqliteSession, T> _work;
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private T _result = default!;

    public SqliteWork(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        _work = work;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static state => ((SqliteWork<T>)state!).Cancel(), this);
    }

    public Task<T> Completion => _completion.Task;

    public override void Complete(Exception? failure)
    {
        _registration.Unregister();
        switch (failure)
        {
            case null:
                _completion.TrySetResult(_result);
                break;
            case OperationCanceledException when _cancellationToken.IsCancellationRequested:
                _completion.TrySetCanceled(_cancellationToken);
                break;
            default:
                _completion.TrySetException(failure);
                break;
        }
    }

    protected override void Do(SqliteSession session) => _result = _work(session);

    private void Cancel()
    {
        if (TryAbandon())
        {
            _completion.TrySetCanceled(_cancellationToken);
        }
    }
}
