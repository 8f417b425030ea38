using System.Collections.Concurrent;
using System.Diagnostics;

namespace OptionsSdk.Tests.Observing;

/// <summary>The activities of this library that were stopped in the flow that made the recording, or in flows it began.</summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly AsyncLocal<bool> _isMine = new();
    private readonly ConcurrentQueue<Activity> _all = new();
    private readonly ActivityListener _listener;

    public RecordedActivities(Action<Activity>? onStarted = null, Action<Activity>? onStopped = null)
    {
        // Tests that run beside this one use the same source.
        _isMine.Value = true;
        _listener = new()
        {
            ShouldListenTo = static source => source.Name == "OptionsSdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => _isMine.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = activity =>
            {
                if (_isMine.Value)
                {
                    onStarted?.Invoke(activity);
                }
            },
            ActivityStopped = activity =>
            {
                if (_isMine.Value)
                {
                    _all.Enqueue(activity);
                    onStopped?.Invoke(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> All => _all;

    public Activity Single(string name) => Assert.Single(_all, activity => activity.OperationName == name);

    public void Dispose() => _listener.Dispose();
}
