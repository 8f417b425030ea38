using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class InMemoryUserContextContractTests : LastingOptionDatabaseContract
{
    private readonly InMemoryDatabaseRoot _root = new();

    protected override IOptionDatabase Open() => EntityFrameworkOptionDatabase.WithContext(new ContextFactory<ShopContext>(
        () => new(new DbContextOptionsBuilder<ShopContext>().UseInMemoryDatabase("shop", _root).UseLazyLoadingProxies().Options)), timeProvider: Clock);
}
