using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

/// <summary>Parity with the seed's sync task.</summary>
public sealed class OptionStoreReconcileTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    [Trait("Spec", "S60")]
    public async Task S60_rows_of_the_last_hour_are_read_again_by_default()
    {
        await using var fixture = new OptionStoreFixture();
        await WriteAgedAsync(fixture, "old", TimeSpan.FromMinutes(61));
        await WriteAgedAsync(fixture, "young", TimeSpan.FromMinutes(59));
        Assert.Equal(1, (await fixture.Store.ReconcileAsync(cancellationToken: Token)).RowsRead);
    }

    [Fact]
    [Trait("Spec", "S62")]
    public async Task S62_the_cutoff_decides_which_rows_are_read_again()
    {
        await using var fixture = new OptionStoreFixture();
        await WriteAgedAsync(fixture, "old", TimeSpan.FromMinutes(61));
        await WriteAgedAsync(fixture, "young", TimeSpan.FromMinutes(59));
        Assert.Equal(2, (await fixture.Store.ReconcileAsync(TimeSpan.FromHours(2), Token)).RowsRead);
        Assert.Equal(0, (await fixture.Store.ReconcileAsync(TimeSpan.FromMinutes(1), Token)).RowsRead);
        Assert.Equal(2, (await fixture.Store.ReconcileAsync(TimeSpan.MaxValue, Token)).RowsRead);
        Assert.Equal(2, (await fixture.Store.ReconcileAsync(Timeout.InfiniteTimeSpan, Token)).RowsRead);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await fixture.Store.ReconcileAsync(TimeSpan.FromMinutes(-1), Token));
    }

    [Fact]
    [Trait("Spec", "S62")]
    public async Task S62_what_the_cache_lacks_or_holds_differently_is_rewritten_and_named()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("same", "1");
        await fixture.SetAsync("changed", "1");
        await fixture.SetAsync("deleted", "1");
        fixture.Cache.FailWrites = true;
        await fixture.SetAsync("changed", "2");
        await fixture.SetAsync("added", "1");
        await fixture.DeleteAsync("deleted");
        fixture.Cache.FailWrites = false;

        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Equal(["added", "changed", "deleted"], report.RepairedKeys);
        Assert.True(report.CacheUpdated);
        Assert.Empty(report.MismatchedKeys);
        Assert.Equal(fixture.Server.Head, report.Position);
        Assert.Equal(fixture.Server.Head, await fixture.Cache.Inner.ReadPositionAsync(Token));
    }

    [Fact]
    [Trait("Spec", "S62")]
    public async Task S62_a_cache_that_is_right_is_left_alone()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var writes = fixture.Cache.Writes;
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.True(report.CacheUpdated);
        Assert.Empty(report.RepairedKeys);
        Assert.Equal(writes, fixture.Cache.Writes);
    }

    [Fact]
    [Trait("Spec", "S62")]
    public async Task S62_wrong_content_at_the_right_position_is_rewritten()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Cache.Inner.Clear();
        await fixture.Cache.Inner.PutAsync(
            StoreImage.From(fixture.Server.Head, [fixture.Server.Rows["foo"] with { Value = "\"rotten\"" }]), Token);
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Equal(["foo"], report.RepairedKeys);
        Assert.Equal("1", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    [Trait("Spec", "S63")]
    public async Task S63_a_key_that_nobody_knows_is_not_the_mechanisms_business()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Server.EditByHand("Никто не знает", "not even JSON");
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        var report = await fixture.Store.ReconcileAsync(TimeSpan.MaxValue, Token);
        Assert.Equal(2, report.RowsRead);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    [Trait("Spec", "S64")]
    public async Task S64_differs_a_cache_that_fails_does_not_end_the_run()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Cache.FailReads = true;
        fixture.Cache.FailWrites = true;
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.False(report.CacheUpdated);
        Assert.Empty(report.RepairedKeys);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    [Trait("Spec", "S64")]
    public async Task S64_differs_a_repair_that_fails_claims_no_repaired_keys()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Cache.FailWrites = true;
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.False(report.CacheUpdated);
        Assert.Empty(report.RepairedKeys);
    }

    [Fact]
    [Trait("Spec", "S65")]
    public async Task S65_differs_a_deletion_by_another_process_reaches_image_and_cache()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("foo", null));
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Equal(["foo"], report.RepairedKeys);
        Assert.Null(fixture.Store.Image.Find("foo"));
        Assert.Equal(StoreReadOutcome.CacheAbsent, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    public async Task A_reconcile_throws_the_stores_error_when_the_database_is_down()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.FailReads = true;
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.Store.ReconcileAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_recent_row_changed_by_hand_is_found_within_the_cutoff_and_its_followers_told()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Server.EditByHand("foo", "2");
        StoreImage? told = null;
        using var subscription = fixture.Store.Subscribe((_, current) => told = current);
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);

        Assert.Equal(["foo"], report.MismatchedKeys);
        Assert.Equal("2", told!.Find("foo")!.Value);
        Assert.Equal("2", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    public async Task Rows_put_in_or_taken_out_by_hand_are_found_by_a_comparison_of_everything()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("gone", "1");
        fixture.Server.EditByHand("gone", null);
        fixture.Server.EditByHand("new", "1");
        var report = await fixture.Store.ReconcileAsync(Timeout.InfiniteTimeSpan, Token);
        Assert.Equal(["gone", "new"], report.MismatchedKeys);
        Assert.Equal(["new"], fixture.Store.Image.Rows.Keys);
    }

    [Fact]
    public async Task A_deletion_between_the_reads_is_not_taken_for_a_change_by_hand()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var hasDeleted = false;
        fixture.Database.AfterRead = async () =>
        {
            // After the recent rows were read, and before they are compared.
            if (!hasDeleted && fixture.Database.ReadRecentCalls == 1)
            {
                hasDeleted = true;
                await fixture.DeleteAsync("foo");
            }
        };
        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.True(hasDeleted);
        Assert.Empty(report.MismatchedKeys);
        Assert.Null(fixture.Store.Image.Find("foo"));
    }

    private static async Task WriteAgedAsync(OptionStoreFixture fixture, string key, TimeSpan age) =>
        await fixture.Store.WriteAsync(
            OptionStoreFixture.Commit(new StoreWrite(key, "1")) with { At = fixture.Time.GetUtcNow().UtcDateTime - age }, Token);
}
