using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Model;

namespace OptionsSdk.EntityFrameworkCore.Writes;

/// <summary>
/// A write of one namespace. It may be run several times, each time against the newest state, and takes effect at most once.
/// </summary>
internal interface IStoreWrite<TResult>
{
    /// <summary>The identity under which the commit log knows the write.</summary>
    Guid ChangeId { get; }

    /// <summary>Where the head stands after the write, if it is applied.</summary>
    StoredHead MoveHead(StoredHead head);

    /// <summary>
    /// Checks everything against the state that nobody else can change now, and notes in the context what is to be written: the commit
    /// first, because its key is the one that collides if somebody wrote around the head.
    /// </summary>
    Task<WriteDecision<TResult>> DecideAsync(
        OptionsQueries queries, OptionsWriter writer, StoredHead head, StoredHead next, CancellationToken cancellationToken);
}
