using Microsoft.EntityFrameworkCore;
using OptionsSdk.EntityFrameworkCore.Failures;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.EntityFrameworkCore.Reads;
using OptionsSdk.EntityFrameworkCore.Writes;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>How a family of providers reads consistently and writes atomically.</summary>
internal abstract class StoreAccess(OptionsContextSource source, string @namespace)
{
    protected OptionsContextSource Source { get; } = source;

    protected string Namespace { get; } = @namespace;

    /// <summary>Runs one query.</summary>
    public abstract Task<TResult> QueryAsync<TResult>(
        Func<OptionsQueries, CancellationToken, Task<TResult>> query, CancellationToken cancellationToken);

    /// <summary>Reads the head and what belongs to it, as they are at one moment.</summary>
    public abstract Task<TResult> ReadAsync<TResult>(
        Func<OptionsQueries, StoredHead, CancellationToken, Task<HeadRead<TResult>>> read, CancellationToken cancellationToken);

    /// <summary>Applies a write wholly or not at all, after all writes that were applied before it.</summary>
    public abstract Task<TResult> WriteAsync<TResult>(IStoreWrite<TResult> write, CancellationToken cancellationToken);

    /// <summary>Creates the tables that are missing.</summary>
    public abstract Task CreateSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Makes the namespace's head row if there is none.</summary>
    public abstract Task EnsureHeadAsync(DateTime now, CancellationToken cancellationToken);

    protected OptionsQueries Queries(DbContext context) => new(context, Namespace);

    protected OptionsWriter Writer(DbContext context) => new(context, Namespace);

    protected async Task<StoredHead> ReadHeadAsync(OptionsQueries queries, CancellationToken cancellationToken)
    {
        var head = await queries.FindHeadAsync(cancellationToken).ConfigureAwait(false) ?? throw StoreErrors.HeadMissing(Namespace);
        return head.Meta.MinReader <= OptionsModel.CurrentSchemaVersion ? head : throw StoreErrors.SchemaNewer(head.Meta);
    }

    protected async Task<StoredHead> ReadHeadToWriteAsync(OptionsQueries queries, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(queries, cancellationToken).ConfigureAwait(false);
        return head.Meta.MinWriter <= OptionsModel.CurrentSchemaVersion ? head : throw StoreErrors.WriterTooOld(head.Meta);
    }
}
