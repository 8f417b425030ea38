using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class BuilderTests
{
    [Fact]
    public async Task A_connection_string_makes_the_database_of_the_container()
    {
        var services = new ServiceCollection();
        services.AddOptionsSdk(new OptionRegistry()).UsePostgreSql("Host=db;Database=shop", new() { Namespace = "shop" });
        await using var provider = services.BuildServiceProvider();

        var database = provider.GetRequiredService<OptionManager>().Store!.Database;

        Assert.Equal(("PostgreSQL db:5432/shop", "shop"), (database.Name, database.Namespace));
    }

    [Fact]
    public async Task A_data_source_is_used_and_not_disposed()
    {
        await using var source = NpgsqlDataSource.Create("Host=db;Database=shop");
        var services = new ServiceCollection();
        services.AddOptionsSdk(new OptionRegistry()).UsePostgreSql(source);
        await using (var provider = services.BuildServiceProvider())
        {
            Assert.Equal("PostgreSQL db:5432/shop", provider.GetRequiredService<OptionManager>().Store!.Database.Name);
        }

        await using var connection = source.CreateConnection();
        Assert.NotNull(connection);
    }
}
