using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store.LastKnownGood;

/// <summary>
/// Loads a started store's last-known-good file and keeps it at what the database confirmed, a second after each change. Nothing that
/// happens to the file ever reaches a caller: it is counted and logged.
/// </summary>
internal sealed class LastKnownGoodKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly OptionStore _store;
    private readonly LastKnownGoodFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _subscription;
    private readonly Task _worker;
    private StoreImage? _saved;
    private string? _savedSchema;
    private bool _isFailing;
    private int _isDisposed;

    public LastKnownGoodKeeper(OptionStore store, LastKnownGoodFile file, TimeProvider time, ILogger logger)
    {
        _store = store;
        _file = file;
        _time = time;
        _logger = logger;
        _subscription = store.Subscribe((_, _) => Notice());
        _worker = Task.Run(() => WorkAsync(_end.Token), CancellationToken.None);
    }

    /// <summary>Looks soon whether there is something to save.</summary>
    public void Notice() => _wake.Writer.TryWrite(true);

    /// <summary>Reads the newest generation that can be used.</summary>
    /// <returns>The image without credentials, or <see langword="null"/>.</returns>
    public StoreImage? Load()
    {
        foreach (var (path, result) in ((string, string)[])[(_file.FullPath, "current"), (_file.PreviousPath, "previous")])
        {
            try
            {
                if (_file.Read(path) is { } content)
                {
                    _store.Metrics.LastKnownGoodLoaded(result);
                    _logger.LastKnownGoodLoaded(path, content.Image.Position, content.SavedAt);
                    return WithoutCredentials(content.Image);
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                _store.Metrics.LastKnownGoodLoaded("refused");
                _logger.LastKnownGoodRefused(path, exception.Message, exception);
            }
        }

        _store.Metrics.LastKnownGoodLoaded("missing");
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _subscription.Dispose();
        await _end.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(false);
        await SaveAsync(CancellationToken.None).ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task WorkAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                await _wake.Reader.ReadAsync(end).ConfigureAwait(false);
                await Task.Delay(Pause, _time, end).ConfigureAwait(false);
                await SaveAsync(end).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end saves what is left.
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_store.Confirmed is not { } image || _store.DescribeDeclared() is not { } schema || (ReferenceEquals(image, _saved) && schema == _savedSchema))
        {
            return;
        }

        try
        {
            var (outcome, ahead) = Save(image, schema, null);
            if (ahead is { } contradicted && !_store.IsFrozen)
            {
                // Whatever the file holds truly, a read from here on has as well.
                image = await _store.RefreshAsync(cancellationToken).ConfigureAwait(false);
                (outcome, ahead) = Save(image, schema, contradicted);
                if (ahead is null && image.Position < contradicted)
                {
                    _logger.LastKnownGoodContradicted(_file.FullPath, contradicted, _store.Database.Name, image.Position);
                }
            }

            _isFailing = false;
            _store.Metrics.LastKnownGoodSaved(outcome switch
            {
                LastKnownGoodSaveOutcome.Saved => "saved",
                LastKnownGoodSaveOutcome.Unchanged => "unchanged",
                _ => "ahead",
            });
            if (outcome != LastKnownGoodSaveOutcome.Ahead)
            {
                (_saved, _savedSchema) = (image, schema);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // As above.
        }
        catch (Exception exception)
        {
            _store.Metrics.LastKnownGoodSaved("failed");
            if (_isFailing)
            {
                _logger.LastKnownGoodStillFailing(_file.FullPath, exception.Message, exception);
            }
            else
            {
                _isFailing = true;
                _logger.LastKnownGoodFailed(_file.FullPath, exception.Message, exception);
            }
        }
    }

    private (LastKnownGoodSaveOutcome Outcome, StorePosition? Ahead) Save(StoreImage image, string schema, StorePosition? contradicted)
    {
        var rows = image.Rows.Values.Select(_store.FindGood).OfType<StoreRow>().ToArray();
        return _file.Save(StoreImage.From(image.Position, rows), schema, _store.IsCredential, contradicted);
    }

    // An older version may have saved what is a credential by now.
    private StoreImage WithoutCredentials(StoreImage image) =>
        StoreImage.From(image.Position, [.. image.Rows.Values.Where(row => !_store.IsCredential(row.Key))]);
}
