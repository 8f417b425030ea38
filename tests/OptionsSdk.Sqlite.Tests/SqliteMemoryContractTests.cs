using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.Sqlite.Tests;

public sealed class SqliteMemoryContractTests : OptionDatabaseContract
{
    private readonly string _name = $"contract-{Guid.NewGuid():N}";

    protected override IOptionDatabase Open() => new SqliteOptionDatabase($"Data Source={_name};Mode=Memory;Cache=Shared", timeProvider: Clock);
}
