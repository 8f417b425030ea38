using System.Data.Common;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class RelationalWriteTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_whose_connection_was_lost_before_it_happened_is_applied_once(bool contextRepeats)
    {
        var faults = new CommitFaults { FailBefore = 1 };
        var database = await OpenAsync(faults, contextRepeats);
        var commit = Commits.Of(new StoreWrite("k", "1"));

        var result = await database.CommitAsync(commit, Cancellation);

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal(0, faults.FailBefore);
        await AssertOnceAsync(commit);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_whose_answer_was_lost_is_found_again_and_not_repeated(bool contextRepeats)
    {
        var faults = new CommitFaults { FailAfter = 1 };
        var database = await OpenAsync(faults, contextRepeats);
        var commit = Commits.Of(new StoreWrite("k", "1"));

        var result = await database.CommitAsync(commit, Cancellation);

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, result.Outcome);
        Assert.Equal(1, result.Delta.To.Revision);
        Assert.Equal(0, faults.FailAfter);
        await AssertOnceAsync(commit);
    }

    [Fact]
    public async Task An_outcome_that_stays_unknown_is_an_error_with_the_change_id()
    {
        var faults = new CommitFaults { FailAfter = int.MaxValue, FailOpenAfterCommit = true };
        var database = await OpenAsync(faults, settings: new() { RetryBudget = TimeSpan.Zero });
        var commit = Commits.Of(new StoreWrite("k", "1"));

        var error = await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(
            async () => await database.CommitAsync(commit, Cancellation));

        Assert.Equal(commit.ChangeId, error.ChangeId);
        await AssertOnceAsync(commit);
    }

    [Fact]
    public async Task An_outcome_that_became_unknown_stays_so_when_the_caller_gives_up()
    {
        using var giveUp = new CancellationTokenSource();
        var faults = new CommitFaults { FailAfter = int.MaxValue, OnFailure = giveUp.Cancel };
        var database = await OpenAsync(faults);

        await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(
            async () => await database.CommitAsync(Commits.Of(new StoreWrite("k", "1")), giveUp.Token));
    }

    [Fact]
    public async Task A_connection_lost_before_COMMIT_is_unavailable_and_changes_nothing()
    {
        var faults = new CommandFaults("INSERT INTO \"opt_change\"");
        var database = await OpenAsync(faults);

        await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => database.SetAsync("k", "1"));

        Assert.Equal(1, faults.Hits);
        Assert.Equal(0, (await (await OpenAsync()).ImageAsync()).Position.Revision);
        Assert.Equal(0L, _file.Query("select count(*) from opt_commit"));
        Assert.Equal(0L, _file.Query("select count(*) from opt_value"));
    }

    [Fact]
    public async Task A_write_that_lost_the_head_is_judged_again()
    {
        var faults = new LostHead { Times = 3 };
        var database = await OpenAsync(faults);

        var result = await database.SetAsync("k", "1");

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal(1, result.Delta.To.Revision);
        Assert.Equal(0, faults.Times);
    }

    [Fact]
    public async Task A_write_that_never_gets_the_head_gives_up_and_changes_nothing()
    {
        var database = await OpenAsync(new LostHead { Times = int.MaxValue }, settings: new() { RetryBudget = TimeSpan.Zero });

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => database.SetAsync("k", "1"));

        Assert.Contains("other writers", error.Problem, StringComparison.Ordinal);
        Assert.Equal(0L, _file.Query("select count(*) from opt_commit"));
    }

    [Fact]
    public async Task A_database_that_somebody_else_holds_is_unavailable_after_the_budget()
    {
        await OpenAsync();
        var database = await OpenAsync(settings: new() { RetryBudget = TimeSpan.Zero }, connectionString: _file.ConnectionString + ";Default Timeout=1");
        await using var context = new OptionsDbContext(new DbContextOptionsBuilder<OptionsDbContext>().UseSqlite(_file.ConnectionString).Options);
        await using (await context.Database.BeginTransactionAsync(Cancellation))
        {
            await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => database.SetAsync("k", "1"));
        }

        Assert.Equal(1, (await database.SetAsync("k", "1")).Delta.To.Revision);
    }

    [Fact]
    public async Task A_revision_that_somebody_wrote_around_the_head_is_named_and_nothing_changes()
    {
        var database = await OpenAsync();
        _file.Execute(
            "insert into opt_commit (ns, revision, epoch, token, change_id, channel, at) "
            + "values ('default', 1, 1, '5ad0bcba-9d3b-4a33-8c35-8e30f4d2f1ae', '5ad0bcba-9d3b-4a33-8c35-8e30f4d2f1ae', 0, '2030-01-01')");

        await Assert.ThrowsAsync<OptionStoreCorruptException>(() => database.SetAsync("k", "1"));

        Assert.Equal(0, (await database.ImageAsync()).Position.Revision);
        Assert.Equal(0L, _file.Query("select count(*) from opt_value"));
    }

    [Fact]
    public async Task A_read_only_database_refuses_writes_and_serves_reads()
    {
        await (await OpenAsync()).SetAsync("k", "1");
        var database = await OpenAsync(connectionString: _file.ConnectionString + ";Mode=ReadOnly");

        await Assert.ThrowsAsync<OptionStoreReadOnlyException>(() => database.SetAsync("k", "2"));

        Assert.Equal("1", (await database.ImageAsync()).Find("k")!.Value);
    }

    [Fact]
    public async Task The_callers_ambient_transaction_is_never_joined()
    {
        var database = await OpenAsync();
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await database.SetAsync("k", "1");
        }

        Assert.Equal("1", (await database.ImageAsync()).Find("k")!.Value);
    }

    [Fact]
    public async Task What_the_writer_gets_back_equals_what_a_reader_reads()
    {
        var database = await OpenAsync();
        var commit = Commits.Of(new StoreWrite("k", "1")) with { At = Commits.Noon.AddTicks(1234567) };

        var written = Assert.Single((await database.CommitAsync(commit, Cancellation)).Delta.Rows);

        Assert.Equal(written, (await (await OpenAsync()).ImageAsync()).Find("k"));
        Assert.Equal(Commits.Noon.AddTicks(1234560), written.UpdatedAt);
    }

    private async Task AssertOnceAsync(StoreCommit commit)
    {
        var reader = await OpenAsync();
        Assert.Equal(1, (await reader.ImageAsync()).Position.Revision);
        Assert.Equal(1, await reader.FindChangeAsync(commit.ChangeId, Cancellation));
        Assert.Single(await reader.ReadHistoryAsync("k", 10, Cancellation));
    }

    private async Task<EntityFrameworkOptionDatabase> OpenAsync(
        IInterceptor? interceptor = null,
        bool contextRepeats = false,
        EntityFrameworkOptionDatabaseSettings? settings = null,
        string? connectionString = null)
    {
        var database = EntityFrameworkOptionDatabase.WithOwnContext(
            options =>
            {
                options.UseSqlite(connectionString ?? _file.ConnectionString, sqlite =>
                {
                    if (contextRepeats)
                    {
                        sqlite.ExecutionStrategy(dependencies => new RepeatingStrategy(dependencies));
                    }
                });
                if (interceptor is not null)
                {
                    options.AddInterceptors(interceptor);
                }
            },
            settings);
        return await database.OpenAsync();
    }

    // Only transactions that write options count, not those that create tables or the head.
    private sealed class CommitFaults : DbTransactionInterceptor, IDbConnectionInterceptor, IDbCommandInterceptor
    {
        private bool _writes;
        private bool _lost;

        public int FailBefore { get; set; }

        public int FailAfter { get; set; }

        public bool FailOpenAfterCommit { get; init; }

        public Action? OnFailure { get; init; }

        public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            _writes |= command.CommandText.Contains("UPDATE \"opt_head\"", StringComparison.Ordinal);
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            _lost && FailOpenAfterCommit ? throw new LostConnectionException() : ValueTask.FromResult(result);

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (_writes && FailBefore > 0)
            {
                FailBefore--;
                throw new LostConnectionException();
            }

            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (_writes && FailAfter > 0)
            {
                FailAfter--;
                _lost = true;
                OnFailure?.Invoke();
                throw new LostConnectionException();
            }

            return Task.CompletedTask;
        }
    }

    private sealed class CommandFaults(string text) : DbCommandInterceptor
    {
        public int Hits { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains(text, StringComparison.Ordinal))
            {
                Hits++;
                throw new LostConnectionException();
            }

            return ValueTask.FromResult(result);
        }
    }

    private sealed class LostHead : DbCommandInterceptor
    {
        public int Times { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Times > 0 && command.CommandText.Contains("UPDATE \"opt_head\"", StringComparison.Ordinal))
            {
                Times--;
                return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(0));
            }

            return ValueTask.FromResult(result);
        }
    }
}
