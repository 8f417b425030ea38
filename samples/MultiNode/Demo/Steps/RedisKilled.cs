namespace MultiNode.Demo.Steps;

/// <summary>The cache is gone; nobody needs it.</summary>
internal sealed class RedisKilled : IStep
{
    public string Title => "Redis is killed: reads go on, and writes still arrive, by LISTEN/NOTIFY";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (stage.Cache is not { } cache)
        {
            stage.Say("not shown: this Redis is not the demonstration's own");
            return;
        }

        await cache.KillAsync();
        stage.Say("killed");
        await stage.SayReadsAsync(cancellationToken);
        foreach (var writer in stage.Nodes)
        {
            var done = await stage.WriteEverywhereAsync(writer, cancellationToken);
            stage.Expect(!done.CacheUpdated, "the write to say that Redis was not updated");
        }
    }
}
