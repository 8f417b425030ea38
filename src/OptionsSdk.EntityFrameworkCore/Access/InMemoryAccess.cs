using Microsoft.EntityFrameworkCore;
using OptionsSdk.EntityFrameworkCore.Failures;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.EntityFrameworkCore.Reads;
using OptionsSdk.EntityFrameworkCore.Writes;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>
/// The InMemory provider has no transactions: a rollback is ignored and a failed <c>SaveChanges</c> leaves behind what it wrote before it
/// failed. So everything goes through the gate of its database, is checked before, and is written by one <c>SaveChanges</c>.
/// </summary>
internal sealed class InMemoryAccess(OptionsContextSource source, string @namespace) : StoreAccess(source, @namespace)
{
    public override Task<TResult> QueryAsync<TResult>(
        Func<OptionsQueries, CancellationToken, Task<TResult>> query, CancellationToken cancellationToken) =>
        InGateAsync(context => query(Queries(context), cancellationToken), cancellationToken);

    public override Task<TResult> ReadAsync<TResult>(
        Func<OptionsQueries, StoredHead, CancellationToken, Task<HeadRead<TResult>>> read, CancellationToken cancellationToken) =>
        InGateAsync(
            async context =>
            {
                var queries = Queries(context);
                var head = await ReadHeadAsync(queries, cancellationToken).ConfigureAwait(false);
                return (await read(queries, head, cancellationToken).ConfigureAwait(false)).Result;
            },
            cancellationToken);

    public override Task<TResult> WriteAsync<TResult>(IStoreWrite<TResult> write, CancellationToken cancellationToken) =>
        InGateAsync(
            async context =>
            {
                var queries = Queries(context);
                var writer = Writer(context);
                var head = await ReadHeadToWriteAsync(queries, cancellationToken).ConfigureAwait(false);
                var next = write.MoveHead(head);
                var decision = await write.DecideAsync(queries, writer, head, next, cancellationToken).ConfigureAwait(false);
                if (decision.Apply)
                {
                    writer.MoveHead(head, next);
                    cancellationToken.ThrowIfCancellationRequested();
                    await SaveAsync(context).ConfigureAwait(false);
                }

                return decision.Result;
            },
            cancellationToken);

    public override Task CreateSchemaAsync(CancellationToken cancellationToken) =>
        InGateAsync(context => context.Database.EnsureCreatedAsync(cancellationToken), cancellationToken);

    public override Task EnsureHeadAsync(DateTime now, CancellationToken cancellationToken) =>
        InGateAsync(
            async context =>
            {
                if (await Queries(context).HasHeadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                Writer(context).AddFirstHead(now);
                await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private static async Task SaveAsync(DbContext context)
    {
        try
        {
            await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or DbUpdateException)
        {
            // Everything was checked in the gate, so somebody wrote beside it. A row that exists is an ArgumentException here.
            throw StoreErrors.DoubleRevision(exception);
        }
    }

    private async Task<TResult> InGateAsync<TResult>(Func<DbContext, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var context = await Source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var gate = InMemoryGates.For(context);
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(context).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
