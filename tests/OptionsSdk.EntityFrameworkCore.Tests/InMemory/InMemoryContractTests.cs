using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class InMemoryContractTests : LastingOptionDatabaseContract
{
    private readonly InMemoryDatabaseRoot _root = new();

    protected override IOptionDatabase Open() =>
        EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseInMemoryDatabase("options", _root), timeProvider: Clock);
}
