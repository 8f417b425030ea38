namespace OptionsSdk.PostgreSql.Signals;

/// <summary>Somebody who wants to know about commits of others, until disposed.</summary>
internal sealed class PostgreSqlWatch(PostgreSqlListener? listener, Action<long> onSignal) : IAsyncDisposable
{
    /// <summary>Nothing to watch.</summary>
    public static PostgreSqlWatch OfNothing { get; } = new(null, static _ => { });

    public Action<long> OnSignal => onSignal;

    public ValueTask DisposeAsync() => listener?.UnwatchAsync(this) ?? ValueTask.CompletedTask;
}
