using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class PostgreSqlContractTests(SharedServer shared) : LastingOptionDatabaseContract
{
    private readonly string _schema = SharedServer.NewSchema();

    protected override IOptionDatabase Open() =>
        new PostgreSqlOptionDatabase(shared.ConnectionString(), new() { Schema = _schema }, timeProvider: Clock);
}
