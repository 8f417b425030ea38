using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.Sqlite.Tests;

public sealed class SqliteFleetTests : OptionFleetContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteOptionDatabase> _opened = [];

    protected override async Task<IOptionFleet> OpenAsync()
    {
        var database = new SqliteOptionDatabase($"Data Source={_folder.File("options.db")}");
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

        _folder.Remove();
        GC.SuppressFinalize(this);
    }
}
