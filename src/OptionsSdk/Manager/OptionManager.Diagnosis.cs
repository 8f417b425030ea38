using OptionsSdk.Store;

namespace OptionsSdk;

/// <content>Finding out what is wrong.</content>
public sealed partial class OptionManager
{
    /// <summary>
    /// Looks at everything that can be wrong with options: whether database, cache, this process and the others of the fleet stand where
    /// they should, values that do not fit, required options that are not set, and stored keys that nobody declares. Changes nothing.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The diagnosis; keys and remedies, never values.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public async ValueTask<OptionDiagnosis> DiagnoseAsync(CancellationToken cancellationToken = default)
    {
        var store = Store is null ? null : await Store.DiagnoseAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<DiagnosisFinding> findings =
        [
            .. InvalidValues.Select(static invalid => new DiagnosisFinding(
                DiagnosisSeverity.Error,
                $"{invalid.Option.Key}: the value in {(invalid.Source == OptionSource.Store ? "the store" : "settings")} does not fit; the last good one is in force.",
                "Write a value that fits; Explain tells what is wrong with this one.")),
            .. MissingRequired.Select(static option => new DiagnosisFinding(
                DiagnosisSeverity.Error, $"{option.Key}: required, but neither stored nor in settings.", "Set it.")),
            .. ExpiredOptions.Select(static option => new DiagnosisFinding(
                DiagnosisSeverity.Error,
                $"{option.Key}: not confirmed by the database for longer than {option.MaxStaleness}; {(option.OnExpired == OnExpired.UseDefault ? "its stored value is not used" : "the last value is in force")}.",
                "Look at why the database does not answer.")),
            .. Pinned.Select(static option => new DiagnosisFinding(
                DiagnosisSeverity.Warning, $"{option.Key}: pinned by {StartupEnvironment.Pin}.", "Start the process without the pin to see what is stored.")),
            .. UnknownStoredKeys.Select(static key => new DiagnosisFinding(
                DiagnosisSeverity.Information, $"{key}: stored, but declared by nobody in this process.", "Delete it once no other version declares it.")),
        ];
        return new(store, StoreExamination.Sorted([.. store?.Findings ?? [], .. findings]));
    }
}
