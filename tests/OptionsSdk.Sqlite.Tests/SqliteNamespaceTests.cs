using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

public sealed class SqliteNamespaceTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("shop")]
    public async Task A_database_tells_the_namespace_that_copies_of_it_belong_to(string ns)
    {
        await using IOptionDatabase database = new SqliteOptionDatabase("Data Source=:memory:", new() { Namespace = ns });
        Assert.Equal(ns, database.Namespace);
    }
}
