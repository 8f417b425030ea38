namespace MultiNode.Demo.Steps;

/// <summary>The cache comes back with nothing in it, and a node writes what belongs there.</summary>
internal sealed class RedisBack : IStep
{
    public string Title => "Redis is back, empty: the nodes repair it without being told";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (stage.Cache is not { } cache)
        {
            stage.Say("not shown: this Redis is not the demonstration's own");
            return;
        }

        await cache.StartAsync(cancellationToken);
        stage.Say("started again");
        await stage.WaitForAllAsync("Redis holds the newest revision, as seen", static status => status.CacheRevision == status.Revision, cancellationToken);
        await stage.SayReadsAsync(cancellationToken);
    }
}
