namespace OptionsSdk.Sqlite;

/// <summary>One piece of work for the store's thread. It is either started once or cancelled while it waits.</summary>
internal abstract class SqliteWork
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Abandoned = 2;

    private int _state;

    /// <summary>Runs the work, unless it was cancelled while it waited.</summary>
    /// <param name="open">Gives the open connection.</param>
    /// <returns>The error that the work ended with, if it did.</returns>
    public Exception? Run(Func<SqliteSession> open)
    {
        if (Interlocked.CompareExchange(ref _state, Started, Waiting) != Waiting)
        {
            return null;
        }

        try
        {
            Do(open());
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Gives the answer to whoever waits for it.</summary>
    public abstract void Complete(Exception? failure);

    protected abstract void Do(SqliteSession session);

    protected bool TryAbandon() => Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting;
}
