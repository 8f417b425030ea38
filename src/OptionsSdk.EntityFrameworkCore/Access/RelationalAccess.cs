using System.Data;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using OptionsSdk.EntityFrameworkCore.Failures;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.EntityFrameworkCore.Reads;
using OptionsSdk.EntityFrameworkCore.Writes;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>
/// Any relational provider, by what all of them have. A write moves the head first, from exactly the state it read: that takes the row's
/// lock, so that writers of one namespace follow one another and everything the write checks afterwards cannot change any more.
/// </summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "Without a wait handle a SemaphoreSlim holds nothing, and writes may still be under way when the store is disposed.")]
internal sealed class RelationalAccess(OptionsContextSource source, string @namespace, TimeSpan retryBudget, TimeProvider timeProvider)
    : StoreAccess(source, @namespace)
{
    private const int ReadsWithoutLock = 3;
    private const int MaximumDuplicates = 3;

    // Writers of one process queue here instead of losing against each other in the database.
    private readonly SemaphoreSlim _writing = new(1, 1);

    public override async Task<TResult> QueryAsync<TResult>(
        Func<OptionsQueries, CancellationToken, Task<TResult>> query, CancellationToken cancellationToken)
    {
        var context = await Source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await query(Queries(context), cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task<TResult> ReadAsync<TResult>(
        Func<OptionsQueries, StoredHead, CancellationToken, Task<HeadRead<TResult>>> read, CancellationToken cancellationToken)
    {
        var context = await Source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            for (var attempt = 0; attempt < ReadsWithoutLock; attempt++)
            {
                if (await TryReadAsync(context, read, cancellationToken).ConfigureAwait(false) is { } outcome)
                {
                    return outcome.Result;
                }
            }

            return await ReadLockedAsync(context, read, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task<TResult> WriteAsync<TResult>(IStoreWrite<TResult> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await WriteRepeatedlyAsync(write, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task CreateSchemaAsync(CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (await TryCreateSchemaAsync(cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                if (timeProvider.GetElapsedTime(started) >= retryBudget)
                {
                    throw StoreErrors.SchemaMissing(Source.IsOwn, null);
                }
            }
            catch (Exception exception) when (
                StoreFailure.Classify(exception) is StoreFailureKind.Duplicate or StoreFailureKind.Transient or StoreFailureKind.SchemaMissing
                && timeProvider.GetElapsedTime(started) < retryBudget)
            {
                // Another process may be creating the same tables now: look again.
            }

            await DelayAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task EnsureHeadAsync(DateTime now, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await TryAddHeadAsync(now, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (
                StoreFailure.Classify(exception) is StoreFailureKind.Duplicate or StoreFailureKind.Transient
                && timeProvider.GetElapsedTime(started) < retryBudget)
            {
                // Another process made the head meanwhile, or holds the database for a moment.
            }

            await DelayAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TryAddHeadAsync(DateTime now, CancellationToken cancellationToken)
    {
        var context = await Source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            if (!await Queries(context).HasHeadAsync(cancellationToken).ConfigureAwait(false))
            {
                Writer(context).AddFirstHead(now);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The row of opt_meta is written last, so that it says that all tables are there even where creating them is no transaction.
    private async Task<bool> TryCreateSchemaAsync(CancellationToken cancellationToken)
    {
        var context = await Source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Database.EnsureCreatedAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await Queries(context).FindMetaAsync(cancellationToken).ConfigureAwait(false) is not null;
            }
            catch (Exception exception) when (Source.IsOwn && StoreFailure.Classify(exception) == StoreFailureKind.SchemaMissing)
            {
                // The database holds other tables, and EnsureCreated leaves such a database alone.
                await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
        }
    }

    // Head, rows, head: as every write moves the head in its own transaction, an unmoved head proves that the rows belong to it, on every
    // provider and at every isolation level that hides uncommitted rows. One connection, because two may lead to two replicas.
    private async Task<HeadRead<TResult>?> TryReadAsync<TResult>(
        DbContext context,
        Func<OptionsQueries, StoredHead, CancellationToken, Task<HeadRead<TResult>>> read,
        CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var queries = Queries(context);
            var head = await ReadHeadAsync(queries, cancellationToken).ConfigureAwait(false);
            var outcome = await read(queries, head, cancellationToken).ConfigureAwait(false);
            return outcome.IsOfHeadAlone || await ReadHeadAsync(queries, cancellationToken).ConfigureAwait(false) == head ? outcome : null;
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    // Writers never stop: hold them off for one read.
    private Task<TResult> ReadLockedAsync<TResult>(
        DbContext context,
        Func<OptionsQueries, StoredHead, CancellationToken, Task<HeadRead<TResult>>> read,
        CancellationToken cancellationToken) =>
        context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    var queries = Queries(context);
                    var head = await ReadHeadAsync(queries, token).ConfigureAwait(false);
                    return (await read(queries, head, token).ConfigureAwait(false)).Result;
                }
            },
            cancellationToken);

    private async Task<TResult> WriteRepeatedlyAsync<TResult>(IStoreWrite<TResult> write, CancellationToken cancellationToken)
    {
        var progress = new WriteProgress();
        var started = timeProvider.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            Exception? failure = null;
            try
            {
                if (await TryWriteAsync(write, progress, cancellationToken).ConfigureAwait(false) is { } decision)
                {
                    return decision.Result;
                }
            }
            catch (Exception exception) when (IsWorthRepeating(exception, progress, cancellationToken))
            {
                failure = exception;
            }
            catch (Exception exception) when (progress.IsOutcomeUnknown)
            {
                throw new OptionWriteOutcomeUnknownException(write.ChangeId, exception);
            }

            if (timeProvider.GetElapsedTime(started) >= retryBudget)
            {
                throw progress.IsOutcomeUnknown
                    ? new OptionWriteOutcomeUnknownException(write.ChangeId, failure)
                    : StoreErrors.Contended(retryBudget, failure);
            }

            try
            {
                await DelayAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (progress.IsOutcomeUnknown)
            {
                throw new OptionWriteOutcomeUnknownException(write.ChangeId, exception);
            }
        }
    }

    private async Task<WriteDecision<TResult>?> TryWriteAsync<TResult>(
        IStoreWrite<TResult> write, WriteProgress progress, CancellationToken cancellationToken)
    {
        var context = await Source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // A user's context may repeat by itself; it then wants to see the whole transaction. The change id makes any repetition safe.
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(
                token => WriteOnceAsync(context, write, progress, token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<WriteDecision<TResult>?> WriteOnceAsync<TResult>(
        DbContext context, IStoreWrite<TResult> write, WriteProgress progress, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        context.Database.AutoSavepointsEnabled = false;
        var queries = Queries(context);
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var head = await ReadHeadToWriteAsync(queries, cancellationToken).ConfigureAwait(false);
            var next = write.MoveHead(head);
            if (!await queries.MoveHeadAsync(head, next, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            var decision = await write.DecideAsync(queries, Writer(context), head, next, cancellationToken).ConfigureAwait(false);
            progress.IsOutcomeUnknown = false;
            if (!decision.Apply)
            {
                return decision;
            }

            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            progress.IsOutcomeUnknown = true;
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            progress.IsOutcomeUnknown = false;
            return decision;
        }
    }

    private static bool IsWorthRepeating(Exception exception, WriteProgress progress, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        return StoreFailure.Classify(exception) switch
        {
            StoreFailureKind.None => false,
            StoreFailureKind.Transient => true,
            StoreFailureKind.Duplicate => ++progress.Duplicates < MaximumDuplicates,
            _ => progress.IsOutcomeUnknown,
        };
    }

    private Task DelayAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(RetryDelay.OfCall(attempt), timeProvider, cancellationToken);
}
