using Microsoft.EntityFrameworkCore;
using OptionsSdk.Sqlite;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>Stores of this package and of OptionsSdk.Sqlite on one file, in turns.</summary>
public abstract class SqliteSharedWithRawProviderContractTests(bool rawFirst) : LastingOptionDatabaseContract
{
    private readonly SqliteFile _file = new();
    private int _opened = rawFirst ? 0 : 1;

    protected override IOptionDatabase Open() => _opened++ % 2 == 0
        ? new SqliteOptionDatabase(_file.ConnectionString, timeProvider: Clock)
        : EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseSqlite(_file.ConnectionString), timeProvider: Clock);

    protected override ValueTask RemoveAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
