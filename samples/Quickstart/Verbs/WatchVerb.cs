namespace Quickstart.Verbs;

/// <summary>Prints changes as they become visible in this process, until it is stopped.</summary>
internal sealed class WatchVerb : IVerb
{
    /// <summary>How the line begins that says that every later change will be printed.</summary>
    public const string Ready = "watching";

    public string Name => "watch";

    public string Usage => "watch [KEY]";

    public (int Least, int Most) Arguments => (0, 1);

    public async Task RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var key = context.Arguments.Find(0);
        var value = key is null ? null : context.Options.Explain(key).Value;
        var output = TextWriter.Synchronized(context.Output);
        using var changes = context.Options.OnChange(change =>
        {
            if (key is null || change.Key == key)
            {
                var author = $"{change.Channel}{(change.Actor is null ? "" : $" by {change.Actor}")}{(change.Reason is null ? "" : $": {change.Reason}")}";
                output.WriteLine($"{DateTime.Now:HH:mm:ss.fff} {change.Key}: {change.OldText} -> {change.NewText} (from {change.NewSource}, revision {change.Revision}, {author})");
            }
        });
        using var invalidValues = context.Options.OnInvalidValue(invalid =>
        {
            if (key is null || invalid.Option.Key == key)
            {
                output.WriteLine($"{DateTime.Now:HH:mm:ss.fff} {invalid.Option.Key}: the value in {invalid.Source} {invalid.Error}; the last good value stays");
            }
        });
        await output.WriteLineAsync(key is null ? $"{Ready} all options" : $"{Ready} {key} = {value}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Being stopped is how a watch ends.
        }
    }
}
