namespace OptionsSdk.Sqlite;

/// <summary>Somebody who wants to know about commits of others, until disposed.</summary>
internal sealed class SqliteWatch(SqliteThread thread, Action<long> onSignal) : IAsyncDisposable
{
    public Action<long> OnSignal => onSignal;

    public ValueTask DisposeAsync()
    {
        thread.Unwatch(this);
        return ValueTask.CompletedTask;
    }
}
