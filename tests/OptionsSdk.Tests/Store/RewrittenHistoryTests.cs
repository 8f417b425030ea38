using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

/// <summary>A restored backup or a failover that lost commits.</summary>
public sealed class RewrittenHistoryTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task A_restored_backup_is_noticed_and_becomes_a_new_epoch()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var restore = fixture.Server.Backup();
        await fixture.SetAsync("foo", "2");
        await fixture.SetAsync("bar", "3");
        restore();

        var image = await fixture.Store.PullAsync(0, Token);
        Assert.Equal(2, image.Position.Epoch);
        Assert.Equal(["foo"], image.Rows.Keys);
        Assert.Equal("1", image.Find("foo")!.Value);
        Assert.Single(fixture.Log.Of(1017));
    }

    [Fact]
    public async Task A_restored_backup_that_was_written_to_up_to_the_same_revision_is_noticed_by_its_token()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var restore = fixture.Server.Backup();
        await fixture.SetAsync("foo", "lost");
        restore();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "kept"));

        Assert.Equal("kept", (await fixture.Store.PullAsync(0, Token)).Find("foo")!.Value);
    }

    [Fact]
    public async Task A_write_after_a_restore_is_visible_to_a_writer_that_had_seen_the_lost_commits()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var restore = fixture.Server.Backup();
        await fixture.SetAsync("foo", "2");
        await fixture.SetAsync("bar", "3");
        restore();
        var result = await fixture.SetAsync("foo", "4");

        Assert.True(result.LocallyVisible);
        Assert.Equal("4", fixture.Store.Image.Find("foo")!.Value);
        Assert.Null(fixture.Store.Image.Find("bar"));
    }

    [Fact]
    public async Task Image_and_cache_of_every_process_converge_after_a_restore()
    {
        await using var fixture = new OptionStoreFixture();
        await using var other = fixture.Another();
        await fixture.SetAsync("foo", "1");
        var restore = fixture.Server.Backup();
        await fixture.SetAsync("foo", "2");
        await other.Store.PullAsync(0, Token);
        restore();

        await fixture.Store.ReconcileAsync(cancellationToken: Token);
        await other.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal("1", other.Store.Image.Find("foo")!.Value);
        Assert.Equal(fixture.Server.Head, await fixture.Cache.Inner.ReadPositionAsync(Token));
        Assert.Equal("1", (await other.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    public async Task A_replica_older_than_the_compaction_is_replaced_as_a_whole_deletions_included()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("foo", null));
        fixture.Database.CommitDirectly(new StoreWrite("bar", "1"));
        fixture.Server.Compact(3);
        Assert.Equal(["bar"], (await fixture.Store.PullAsync(0, Token)).Rows.Keys);
    }
}
