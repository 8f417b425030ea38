using System.Collections.Concurrent;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>Exceptions of this process' tasks that nobody looked at: somebody forgot a task.</summary>
public static class UnobservedExceptions
{
    private static readonly ConcurrentQueue<string> Seen = new();

    static UnobservedExceptions() => TaskScheduler.UnobservedTaskException += static (_, happened) => Seen.Enqueue(happened.Exception.ToString());

    /// <summary>Those of this process so far. Finalizers tell, so what was forgotten a moment ago takes a collection to be known.</summary>
    /// <param name="after">How many to leave out: those that were there before.</param>
    /// <param name="isComplete">Whether to collect first.</param>
    public static IReadOnlyList<string> Read(int after = 0, bool isComplete = false)
    {
        if (isComplete)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return [.. Seen.Skip(after)];
    }
}
