using OptionsSdk.Errors;

namespace OptionsSdk.Store;

/// <content>Finding out what does not fit together.</content>
public sealed partial class OptionStore
{
    // Any key does: the answer says where the database stands.
    private const string SomeKey = "options";

    /// <summary>
    /// Asks database, cache and fleet where they stand and compares that with this process. Changes nothing, and never throws because one of
    /// them fails: that is what the diagnosis says.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The diagnosis.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public async ValueTask<StoreDiagnosis> DiagnoseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();

        // The copies before the truth: what they have by then, the truth has as well.
        var image = Image;
        var cache = await ExamineAsync(
            _cache.Name, token => AskCacheAsync(_cache.ReadPositionAsync, _settings.SyncInterval, token), cancellationToken).ConfigureAwait(false);
        var (fleet, silence) = await ExamineFleetAsync(cancellationToken).ConfigureAwait(false);
        var database = await ExamineAsync(
            _database.Name,
            async token =>
            {
                await InitializeAsync(token).ConfigureAwait(false);
                return (await _database.ReadRowAsync(SomeKey, token).ConfigureAwait(false)).Position;
            },
            cancellationToken).ConfigureAwait(false);

        var findings = StoreExamination.Of(this, database, cache, image, fleet);
        if (silence is not null && database.Error is null)
        {
            findings = findings.Append(StoreExamination.Failure(DiagnosisSeverity.Warning, "The fleet cannot be asked.", silence));
        }

        return new(database, cache, image.Position, ImageSource, State, Staleness, fleet?.Nodes ?? [], StoreExamination.Sorted(findings));
    }

    private async Task<StoreHalf> ExamineAsync(string name, Func<CancellationToken, Task<StorePosition?>> ask, CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        try
        {
            var position = await ask(cancellationToken).ConfigureAwait(false);
            return new(name, position, _time.GetElapsedTime(asked), null);
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            return new(name, null, _time.GetElapsedTime(asked), exception);
        }
    }

    private async Task<(FleetReport? Fleet, Exception? Silence)> ExamineFleetAsync(CancellationToken cancellationToken)
    {
        if (Fleet is null)
        {
            return default;
        }

        try
        {
            return (await ReadFleetAsync(0, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            return (null, exception);
        }
    }
}
