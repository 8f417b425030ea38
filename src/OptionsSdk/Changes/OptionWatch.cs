using OptionsSdk.Manager;

namespace OptionsSdk.Changes;

/// <summary>
/// A watch of one option. It follows from the moment it is enumerated; a slow reader loses the oldest changes, never the latest.
/// </summary>
internal sealed class OptionWatch<T>(ChangeHub<OptionChange> hub, OptionSlot<T> slot, CancellationToken cancellationToken) : IAsyncEnumerable<OptionChange<T>>
{
    public IAsyncEnumerator<OptionChange<T>> GetAsyncEnumerator(CancellationToken enumerationToken = default) =>
        new OptionWatchEnumerator<T>(hub, slot, cancellationToken, enumerationToken);
}
