using Microsoft.EntityFrameworkCore;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class SqliteContractTests : LastingOptionDatabaseContract
{
    private readonly SqliteFile _file = new();

    protected override IOptionDatabase Open() =>
        EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseSqlite(_file.ConnectionString), timeProvider: Clock);

    protected override ValueTask RemoveAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
