using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class InMemoryGateTests
{
    private readonly InMemoryDatabaseRoot _root = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Contexts_on_the_same_root_and_name_share_the_gate_whatever_else_differs()
    {
        using var own = new OptionsDbContext(Options<OptionsDbContext>("a"));
        using var detailed = new OptionsDbContext(Options<OptionsDbContext>("a", options => options.EnableDetailedErrors()));
        using var shop = new ShopContext(Options<ShopContext>("a"));

        Assert.Same(InMemoryGates.For(own), InMemoryGates.For(detailed));
        Assert.Same(InMemoryGates.For(own), InMemoryGates.For(shop));
    }

    [Fact]
    public void Other_names_and_other_roots_have_gates_of_their_own()
    {
        using var here = new OptionsDbContext(Options<OptionsDbContext>("a"));
        using var otherName = new OptionsDbContext(Options<OptionsDbContext>("b"));
        using var otherRoot = new OptionsDbContext(
            new DbContextOptionsBuilder<OptionsDbContext>().UseInMemoryDatabase("a", new InMemoryDatabaseRoot()).Options);

        Assert.NotSame(InMemoryGates.For(here), InMemoryGates.For(otherName));
        Assert.NotSame(InMemoryGates.For(here), InMemoryGates.For(otherRoot));
    }

    [Fact]
    public async Task Reads_and_writes_of_every_instance_wait_for_the_gate()
    {
        var first = await Own("a").OpenAsync();
        var second = await Own("a").OpenAsync();
        var elsewhere = await Own("b").OpenAsync();
        using var context = new OptionsDbContext(Options<OptionsDbContext>("a"));
        var gate = InMemoryGates.For(context);
        await gate.WaitAsync(Cancellation);

        var write = first.SetAsync("k", "1");
        var read = second.ReadAsync(StorePosition.Origin, Cancellation).AsTask();
        var row = second.ReadRowAsync("k", Cancellation).AsTask();
        for (var round = 0; round < 20; round++)
        {
            await elsewhere.SetAsync("k", $"{round}");
        }

        Assert.False(write.IsCompleted || read.IsCompleted || row.IsCompleted);
        gate.Release();
        Assert.Equal(StoreCommitOutcome.Committed, (await write).Outcome);
        await read;
        await row;
    }

    [Fact]
    public async Task Databases_of_other_names_and_roots_are_isolated()
    {
        var here = await Own("a").OpenAsync();
        var otherName = await Own("b").OpenAsync();
        var otherRoot = await EntityFrameworkOptionDatabase
            .WithOwnContext(options => options.UseInMemoryDatabase("a", new InMemoryDatabaseRoot())).OpenAsync();

        await here.SetAsync("k", "1");

        Assert.Empty((await otherName.ImageAsync()).Rows);
        Assert.Empty((await otherRoot.ImageAsync()).Rows);
        Assert.Equal(0, (await otherName.ImageAsync()).Position.Revision);
    }

    [Fact]
    public async Task Namespaces_of_one_database_are_isolated()
    {
        var left = await Own("a", new() { Namespace = "left" }).OpenAsync();
        var right = await Own("a", new() { Namespace = "right" }).OpenAsync();
        var commit = Commits.Of(new StoreWrite("k", "1"));

        await left.CommitAsync(commit, Cancellation);

        Assert.Empty((await right.ImageAsync()).Rows);
        Assert.Null(await right.FindChangeAsync(commit.ChangeId, Cancellation));
        Assert.Equal(StoreCommitOutcome.Committed, (await right.CommitAsync(commit, Cancellation)).Outcome);
        Assert.Single(await right.ReadHistoryAsync("k", 10, Cancellation));
    }

    [Fact]
    public async Task Eight_writers_with_a_store_each_lose_no_revision()
    {
        var writers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Own("a").OpenAsync()));

        var revisions = await Task.WhenAll(writers.Select((writer, index) => Task.Run(
            async () =>
            {
                var mine = new List<long>();
                for (var round = 0; round < 25; round++)
                {
                    mine.Add((await writer.SetAsync($"k{index}", $"{round}")).Delta.To.Revision);
                }

                return mine;
            },
            Cancellation)));

        Assert.Equal(Enumerable.Range(1, 200).Select(revision => (long)revision), revisions.SelectMany(mine => mine).Order());
        using var context = new OptionsDbContext(Options<OptionsDbContext>("a"));
        Assert.Equal(200, await Table(context, OptionsModel.Commit).CountAsync(Cancellation));
        Assert.Equal(200, await Table(context, OptionsModel.Change).CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_failed_precondition_leaves_nothing_behind()
    {
        var database = await Own("a").OpenAsync();
        await database.SetAsync("k", "1");

        var result = await database.CommitAsync(
            Commits.Of(new("new", "2"), new("k", "2"), new("k2", "3", ExpectedRevision: 5)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Conflict, result.Outcome);
        using var context = new OptionsDbContext(Options<OptionsDbContext>("a"));
        Assert.Equal(1, await Table(context, OptionsModel.Value).CountAsync(Cancellation));
        Assert.Equal(1, await Table(context, OptionsModel.Commit).CountAsync(Cancellation));
        Assert.Equal(1, await Table(context, OptionsModel.Change).CountAsync(Cancellation));
        Assert.Equal(1L, (await Table(context, OptionsModel.Head).SingleAsync(Cancellation))[OptionsModel.Revision]);
    }

    [Fact]
    public async Task Everything_is_written_by_one_save()
    {
        var saves = new SavesInterceptor();
        var database = await EntityFrameworkOptionDatabase.WithOwnContext(
            options => options.UseInMemoryDatabase("a", _root).AddInterceptors(saves)).OpenAsync();
        var before = saves.Count;

        await database.CommitAsync(Commits.Of(new("k", "1"), new("k2", "2")), Cancellation);

        Assert.Equal(before + 1, saves.Count);
    }

    [Fact]
    public async Task Somebody_who_writes_around_the_gate_is_named_and_the_change_leaves_nothing_behind()
    {
        var around = new SavesInterceptor();
        var database = await EntityFrameworkOptionDatabase.WithOwnContext(
            options => options.UseInMemoryDatabase("a", _root).AddInterceptors(around)).OpenAsync();
        around.BeforeSave = () =>
        {
            using var context = new OptionsDbContext(Options<OptionsDbContext>("a"));
            new OptionsWriter(context, "default").AddCommit(new(1, 1, Guid.NewGuid()), Guid.NewGuid(), OptionChannel.Cli, null, null, Commits.Noon);
            context.SaveChanges();
        };

        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(() => database.SetAsync("k", "1"));

        Assert.Contains("revision", error.Problem, StringComparison.Ordinal);
        using var check = new OptionsDbContext(Options<OptionsDbContext>("a"));
        Assert.Empty(await Table(check, OptionsModel.Value).ToListAsync(Cancellation));
        Assert.Equal(0L, (await Table(check, OptionsModel.Head).SingleAsync(Cancellation))[OptionsModel.Revision]);
    }

    [Fact]
    public async Task A_head_that_somebody_moved_around_the_gate_is_noticed()
    {
        var around = new SavesInterceptor();
        var database = await EntityFrameworkOptionDatabase.WithOwnContext(
            options => options.UseInMemoryDatabase("a", _root).AddInterceptors(around)).OpenAsync();
        around.BeforeSave = () =>
        {
            using var context = new OptionsDbContext(Options<OptionsDbContext>("a"));
            var head = Table(context, OptionsModel.Head).AsTracking().Single();
            context.Entry(head).State = EntityState.Detached;
            head[OptionsModel.Revision] = 7L;
            using var other = new OptionsDbContext(Options<OptionsDbContext>("a"));
            other.Set<Dictionary<string, object>>(OptionsModel.Head).Remove(new(head) { [OptionsModel.Revision] = 0L });
            other.SaveChanges();
            other.Set<Dictionary<string, object>>(OptionsModel.Head).Add(head);
            other.SaveChanges();
        };

        await Assert.ThrowsAsync<OptionStoreCorruptException>(() => database.SetAsync("k", "1"));

        Assert.Equal(7, (await Own("a").ImageAsync()).Position.Revision);
    }

    [Fact]
    public async Task A_store_that_was_not_initialised_says_so()
    {
        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(() => Own("a").ImageAsync());

        Assert.Contains("InitializeAsync", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_tells_the_provider()
    {
        Assert.Equal("EF Core InMemory", (await Own("a").OpenAsync()).Name);
    }

    private static IQueryable<Dictionary<string, object>> Table(DbContext context, string entity) =>
        context.Set<Dictionary<string, object>>(entity).AsNoTracking();

    private EntityFrameworkOptionDatabase Own(string name, EntityFrameworkOptionDatabaseSettings? settings = null) =>
        EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseInMemoryDatabase(name, _root), settings);

    private DbContextOptions<TContext> Options<TContext>(string name, Action<DbContextOptionsBuilder>? more = null)
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>().UseInMemoryDatabase(name, _root);
        more?.Invoke(builder);
        return builder.Options;
    }

    private sealed class SavesInterceptor : SaveChangesInterceptor
    {
        public int Count { get; private set; }

        public Action? BeforeSave { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count++;
            BeforeSave?.Invoke();
            return ValueTask.FromResult(result);
        }
    }
}
