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

    [Fact]
    public async Task A_cache_of_another_namespace_is_refused_by_name()
    {
        await using var database = EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseInMemoryDatabase(Guid.NewGuid().ToString()));
        var refusal = Assert.Throws<ArgumentException>(() => new OptionStore(database, new CacheOfShop()));
        Assert.Contains("'shop'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'default'", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class CacheOfShop : IOptionCache
    {
        public string Name => "cache";

        public string? Namespace => "shop";

        public ValueTask<CacheLookup> GetAsync(string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<bool> FillAsync(string key, StoreRowRead read, long lease, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<StorePosition?> ReadPositionAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<StoreImage?> ReadAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<CacheApplyOutcome> ApplyAsync(StoreDelta delta, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask ClearAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
