using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store.Fleet;

/// <summary>
/// Tells the fleet where this process stands: soon after each install, and now and then as a sign of life. What fails is logged and tried
/// again; nobody waits for it.
/// </summary>
internal sealed class FleetReporter : IAsyncDisposable
{
    private const int LivesOfAReport = 3;

    // Several installs in a row are one report, and many processes that heard of one write do not report in step.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(1);

    private readonly OptionStore _store;
    private readonly IOptionFleet _fleet;
    private readonly string _name;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _subscription;
    private readonly Task _worker;

    public FleetReporter(OptionStore store, IOptionFleet fleet, OptionStoreSettings settings, TimeProvider time, ILogger logger)
    {
        _store = store;
        _fleet = fleet;
        _name = settings.NodeName is { Length: > FleetNode.LongestName } name ? name[..FleetNode.LongestName] : settings.NodeName!;
        _interval = settings.FleetReportInterval;
        _time = time;
        _logger = logger;
        _subscription = store.Subscribe((_, _) => _wake.Writer.TryWrite(true));
        _worker = Task.Run(() => WorkAsync(_end.Token), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _end.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(false);
        using var patience = new CancellationTokenSource(PatienceAtTheEnd, _time);
        try
        {
            await _fleet.LeaveAsync(_store.NodeId, patience.Token).AsTask().WaitAsync(PatienceAtTheEnd, _time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Without a word the process is forgotten when its report expires.
        }

        _end.Dispose();
    }

    private async Task WorkAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                await ReportAsync(end).ConfigureAwait(false);
                using var round = CancellationTokenSource.CreateLinkedTokenSource(end);
                var sign = Task.Delay(RetryDelay.Around(_interval), _time, round.Token);
                var wake = _wake.Reader.WaitToReadAsync(round.Token).AsTask();
                await Task.WhenAny(sign, wake).ConfigureAwait(false);
                await round.CancelAsync().ConfigureAwait(false);
                end.ThrowIfCancellationRequested();
                if (_wake.Reader.TryRead(out _))
                {
                    await Task.Delay(RetryDelay.Between(ShortestPause, LongestPause, 10), _time, end).ConfigureAwait(false);
                    _wake.Reader.TryRead(out _);
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end takes the report back.
        }
    }

    private async Task ReportAsync(CancellationToken end)
    {
        try
        {
            var image = _store.Image;
            var rejected = _store.RejectedKeys.Order(StringComparer.Ordinal).Take(FleetNode.MostRejectedKeys).ToImmutableArray();
            var node = new FleetNode(_store.NodeId, _name, image.Position, _store.State, rejected, _time.GetUtcNow().UtcDateTime);
            await _fleet.ReportAsync(node, _interval * LivesOfAReport, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            if (_store.Limits.Allows(StoreLog.FleetReportFailedId))
            {
                _logger.FleetReportFailed(_name, exception);
            }
        }
    }
}
