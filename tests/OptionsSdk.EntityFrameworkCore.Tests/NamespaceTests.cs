using Microsoft.EntityFrameworkCore;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class NamespaceTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("shop")]
    public async Task A_database_tells_the_namespace_that_copies_of_it_belong_to(string ns)
    {
        await using IOptionDatabase database = EntityFrameworkOptionDatabase.WithOwnContext(
            options => options.UseInMemoryDatabase(Guid.NewGuid().ToString()), new() { Namespace = ns });
        Assert.Equal(ns, database.Namespace);
    }
}
