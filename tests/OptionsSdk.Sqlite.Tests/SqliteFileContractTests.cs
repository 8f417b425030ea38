using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.Sqlite.Tests;

public sealed class SqliteFileContractTests : LastingOptionDatabaseContract
{
    private readonly TemporaryFolder _folder = new();

    protected override IOptionDatabase Open() => new SqliteOptionDatabase($"Data Source={_folder.File("options.db")}", timeProvider: Clock);

    protected override ValueTask RemoveAsync()
    {
        _folder.Remove();
        return ValueTask.CompletedTask;
    }
}
