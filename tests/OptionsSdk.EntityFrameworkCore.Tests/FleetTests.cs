using Microsoft.EntityFrameworkCore;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class FleetTests
{
    [Fact]
    public async Task A_database_that_cannot_hold_what_processes_say_is_told_with_a_remedy()
    {
        var database = EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseInMemoryDatabase(Guid.NewGuid().ToString()));
        await using var store = new OptionStore(database);
        var refusal = await Assert.ThrowsAsync<OptionStoreException>(
            async () => await store.WaitForFleetAsync(1, TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Equal(OptionErrorIds.NoFleet, refusal.Id);
        Assert.Contains("PostgreSQL", refusal.Remedy, StringComparison.Ordinal);
    }
}
