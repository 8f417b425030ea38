using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class PostgreSqlFleetTests(SharedServer shared) : OptionFleetContract
{
    private readonly string _schema = SharedServer.NewSchema();
    private readonly List<PostgreSqlOptionDatabase> _opened = [];

    protected override async Task<IOptionFleet> OpenAsync()
    {
        var database = new PostgreSqlOptionDatabase(shared.ConnectionString(), new() { Schema = _schema });
        _opened.Add(database);
        await database.InitializeAsync(TestContext.Current.CancellationToken);
        return database;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
