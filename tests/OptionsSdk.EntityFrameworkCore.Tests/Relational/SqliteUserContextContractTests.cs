using Microsoft.EntityFrameworkCore;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>The tables in a user's own context, which made them itself, and which repeats by itself.</summary>
public sealed class SqliteUserContextContractTests : LastingOptionDatabaseContract
{
    private readonly SqliteFile _file = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var context = Create();
        await context.Database.EnsureCreatedAsync(Cancellation);
    }

    protected override IOptionDatabase Open() => EntityFrameworkOptionDatabase.WithContext(new ContextFactory<ShopContext>(Create), timeProvider: Clock);

    protected override ValueTask RemoveAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private ShopContext Create() => new(new DbContextOptionsBuilder<ShopContext>()
        .UseSqlite(_file.ConnectionString, sqlite => sqlite.ExecutionStrategy(dependencies => new RepeatingStrategy(dependencies)))
        .UseLazyLoadingProxies()
        .Options);
}
