using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

public sealed class CompactionTests
{
    [Fact]
    public async Task A_database_that_cannot_forget_is_told_with_a_remedy()
    {
        await using var fixture = new OptionStoreFixture();
        var error = await Assert.ThrowsAsync<OptionStoreException>(async () => await fixture.Store.CompactAsync(cancellationToken: OptionStoreFixture.Token));
        Assert.Equal(OptionErrorIds.NoCompaction, error.Id);
        Assert.Contains("PostgreSQL", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retention_out_of_its_bounds_is_refused_before_anybody_is_asked()
    {
        await using var fixture = new OptionStoreFixture();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await fixture.Store.CompactAsync(new() { Deletions = TimeSpan.Zero }, OptionStoreFixture.Token));
    }
}
