using System.Transactions;
using Microsoft.EntityFrameworkCore;
using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Failures;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.EntityFrameworkCore.Reads;
using OptionsSdk.EntityFrameworkCore.Writes;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore;

/// <summary>
/// The database half of the store over EF Core: InMemory, and any relational provider. Safe for concurrent use; each operation makes its
/// own context and never joins a transaction of the caller.
/// </summary>
/// <remarks>
/// <para>
/// On InMemory, which has no transactions, all stores of the process on one root and database name share one gate. They must use one type
/// of context with equal options, because that provider cannot serve two models from one database.
/// </para>
/// <para>
/// On a relational provider a write is one short transaction that moves the head row first, from exactly the revision it read, and is
/// repeated when it lost. Overrides of <c>SaveChanges</c> and interceptors of your own context run inside it.
/// </para>
/// </remarks>
public sealed class EntityFrameworkOptionDatabase : IOptionDatabase, IOptionCompaction
{
    private readonly OptionsContextSource _source;
    private readonly string _namespace;
    private readonly EntityFrameworkSchemaMode _schemaMode;
    private readonly TimeSpan _retryBudget;
    private readonly TimeProvider _timeProvider;
    private readonly Lazy<string> _name;
    private volatile StoreAccess? _access;
    private volatile bool _disposed;

    private EntityFrameworkOptionDatabase(
        OptionsContextSource source, Func<DbContext> nameSource, EntityFrameworkOptionDatabaseSettings? settings, TimeProvider? timeProvider)
    {
        settings ??= new();
        settings.Validate();
        _source = source;
        _namespace = settings.Namespace;
        _schemaMode = settings.SchemaMode;
        _retryBudget = settings.RetryBudget;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _name = new(() => Describe(nameSource));
    }

    /// <inheritdoc/>
    public string Name => _name.Value;

    /// <inheritdoc/>
    public string Namespace => _namespace;

    /// <summary>A store in the library's own context.</summary>
    /// <param name="configure">Chooses the provider, for example <c>options => options.UseInMemoryDatabase("x")</c>. Called once.</param>
    /// <param name="settings">How the store behaves; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <returns>The store. Nothing is opened before the first call.</returns>
    /// <exception cref="ArgumentException">A setting is malformed.</exception>
    public static EntityFrameworkOptionDatabase WithOwnContext(
        Action<DbContextOptionsBuilder> configure, EntityFrameworkOptionDatabaseSettings? settings = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DbContextOptionsBuilder<OptionsDbContext>();
        configure(builder);
        var contextOptions = builder.Options;
        return new(
            new(_ => new(new OptionsDbContext(contextOptions)), IsOwn: true),
            () => new OptionsDbContext(contextOptions),
            settings,
            timeProvider);
    }

    /// <summary>A store in a user's context, whose model calls <c>UseOptionsSdk()</c>.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="contexts">Makes the contexts; each operation uses one of its own.</param>
    /// <param name="settings">How the store behaves; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <returns>The store. Nothing is opened before the first call.</returns>
    /// <exception cref="ArgumentException">A setting is malformed.</exception>
    public static EntityFrameworkOptionDatabase WithContext<TContext>(
        IDbContextFactory<TContext> contexts, EntityFrameworkOptionDatabaseSettings? settings = null, TimeProvider? timeProvider = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(contexts);
        return new(
            new(async token => await contexts.CreateDbContextAsync(token).ConfigureAwait(false), IsOwn: false),
            contexts.CreateDbContext,
            settings,
            timeProvider);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        await RunAsync(
            async (access, isInMemory, token) =>
            {
                var mode = _schemaMode switch
                {
                    EntityFrameworkSchemaMode.Automatic when _source.IsOwn || isInMemory => EntityFrameworkSchemaMode.Create,
                    EntityFrameworkSchemaMode.Automatic => EntityFrameworkSchemaMode.Verify,
                    _ => _schemaMode,
                };
                if (mode == EntityFrameworkSchemaMode.Create)
                {
                    await access.CreateSchemaAsync(token).ConfigureAwait(false);
                }

                await VerifyAsync(access, token).ConfigureAwait(false);
                await access.EnsureHeadAsync(_timeProvider.GetUtcNow().UtcDateTime, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default) =>
        await RunAsync(
            async (access, _, token) =>
            {
                while (true)
                {
                    if (await ReadDeltaAsync(access, since, token).ConfigureAwait(false) is { } delta)
                    {
                        return delta;
                    }

                    // Afterwards the position belongs to an older epoch, whoever raised it, and is answered in full.
                    await access.WriteAsync(new EpochRaise(since, _timeProvider.GetUtcNow().UtcDateTime), token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await RunAsync(
            (access, _, token) => access.ReadAsync(
                async (queries, head, readToken) =>
                {
                    var row = await queries.FindRowAsync(key, readToken).ConfigureAwait(false);
                    return new HeadRead<StoreRowRead>(new(row is { IsDeleted: false } ? row : null, head.Position));
                },
                token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default)
    {
        var time = CommitWrite.ToStoredTime(since);
        return await RunAsync(
            (access, _, token) => QueryAsync(access, (queries, queryToken) => queries.ReadLiveRowsSinceAsync(time, queryToken), token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default)
    {
        var write = new CommitWrite(commit);
        return await RunAsync(
            (access, _, token) => access.WriteAsync(write, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) =>
        await RunAsync(
            async (access, _, token) =>
            {
                var position = await QueryAsync(
                    access, (queries, queryToken) => queries.FindChangeAsync(changeId, queryToken), token).ConfigureAwait(false);
                return position?.Revision;
            },
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return await RunAsync(
            (access, _, token) => QueryAsync(access, (queries, queryToken) => queries.ReadHistoryAsync(key, limit, queryToken), token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StoreCompaction> CompactAsync(StoreRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        retention.Validate();
        var write = new Compaction(retention, _timeProvider.GetUtcNow().UtcDateTime);
        return await RunAsync((access, _, token) => access.WriteAsync(write, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the doors. Work that is under way ends by itself; contexts belong to the operations.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    // The head is read first: no rows must not stand for "no such namespace".
    private Task<TResult> QueryAsync<TResult>(
        StoreAccess access, Func<OptionsQueries, CancellationToken, Task<TResult>> query, CancellationToken cancellationToken) =>
        access.QueryAsync(
            async (queries, token) =>
            {
                _ = await queries.FindHeadAsync(token).ConfigureAwait(false) ?? throw StoreErrors.HeadMissing(_namespace);
                return await query(queries, token).ConfigureAwait(false);
            },
            cancellationToken);

    private static Task<StoreDelta?> ReadDeltaAsync(StoreAccess access, StorePosition since, CancellationToken cancellationToken) =>
        access.ReadAsync(
            async (queries, head, token) =>
            {
                if (head.Position == since)
                {
                    return new HeadRead<StoreDelta?>(new(since, since, IsFull: false, []), IsOfHeadAlone: true);
                }

                if (await HistoryCheck.IsRewrittenAsync(queries, head, since, token).ConfigureAwait(false))
                {
                    if (since.IsImplausiblyAheadOf(head.Position))
                    {
                        throw StoreErrors.ImplausiblePosition(since, head.Position);
                    }

                    return default;
                }

                if (since.Epoch < head.Epoch || since.Revision < head.Compacted)
                {
                    var live = await queries.ReadLiveRowsAsync(token).ConfigureAwait(false);
                    return new(new(since, head.Position, IsFull: true, [.. live]));
                }

                var changed = await queries.ReadChangedRowsAsync(since.Revision, token).ConfigureAwait(false);
                return new HeadRead<StoreDelta?>(new(since, head.Position, IsFull: false, [.. changed]));
            },
            cancellationToken);

    private static string Describe(Func<DbContext> contexts)
    {
        try
        {
            using var context = contexts();
            var provider = context.Database.ProviderName?.Split('.')[^1] ?? "no provider";

            // The data source of a connection is a file or a server, never a password.
            return context.Database.IsRelational() && context.Database.GetDbConnection().DataSource is { Length: > 0 } source
                ? $"EF Core {provider} {source}"
                : $"EF Core {provider}";
        }
        catch (Exception)
        {
            return "EF Core";
        }
    }

    private async Task VerifyAsync(StoreAccess access, CancellationToken cancellationToken)
    {
        var meta = await access.QueryAsync((queries, token) => queries.FindMetaAsync(token), cancellationToken).ConfigureAwait(false)
            ?? throw StoreErrors.SchemaMissing(_source.IsOwn, null);
        if (meta.MinReader > OptionsModel.CurrentSchemaVersion)
        {
            throw StoreErrors.SchemaNewer(meta);
        }

        if (meta.SchemaVersion < OptionsModel.CurrentSchemaVersion)
        {
            throw StoreErrors.SchemaOlder(meta, _source.IsOwn);
        }
    }

    // On a thread of its own: several providers block under their asynchronous methods, and the first use builds the model.
    private async Task<TResult> RunAsync<TResult>(
        Func<StoreAccess, bool, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return await Task.Run(
                async () =>
                {
                    using var outside = Transaction.Current is null
                        ? null
                        : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
                    var access = _access ??= await ConnectAsync(cancellationToken).ConfigureAwait(false);
                    return await work(access, access is InMemoryAccess, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            cancellationToken.IsCancellationRequested && StoreFailure.Classify(exception) != StoreFailureKind.None)
        {
            throw new OperationCanceledException("The work was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception) when (StoreErrors.From(exception, _source.IsOwn) is { } error)
        {
            throw error;
        }
    }

    private async Task<StoreAccess> ConnectAsync(CancellationToken cancellationToken)
    {
        var context = await _source.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var isInMemory = context.Database.ProviderName == ProviderNames.InMemory;
            if (!isInMemory && !context.Database.IsRelational())
            {
                throw StoreErrors.ProviderUnsupported(context.Database.ProviderName);
            }

            if (context.Model.FindEntityType(OptionsModel.Head) is null)
            {
                throw StoreErrors.ModelMissing(context.GetType());
            }

            return isInMemory
                ? new InMemoryAccess(_source, _namespace)
                : new RelationalAccess(_source, _namespace, _retryBudget, _timeProvider);
        }
    }
}
