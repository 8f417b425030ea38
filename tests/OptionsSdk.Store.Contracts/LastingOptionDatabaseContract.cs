namespace OptionsSdk.Store.Contracts;

/// <summary>The cases of databases that outlive their last store.</summary>
public abstract class LastingOptionDatabaseContract : OptionDatabaseContract
{
    [Fact]
    public async Task The_content_is_still_there_after_a_restart()
    {
        var changeId = Guid.NewGuid();
        var first = await OpenAsync();
        await SetAsync(first, "a", "1");
        await first.CommitAsync(CommitAs(changeId, new StoreWrite("b", "2"), new StoreWrite("c", "3")), Cancellation);
        await DeleteAsync(first, "c");
        var before = await ReadImageAsync(first);
        await CloseAllAsync();

        var second = await OpenAsync();

        var after = await ReadImageAsync(second);
        Assert.Equal(before.Position, after.Position);
        AssertSameRows(before.Rows.Values, after.Rows.Values);
        AssertEmptyAt(before.Position, await second.ReadAsync(before.Position, Cancellation));
        Assert.Equal(2, await second.FindChangeAsync(changeId, Cancellation));
        Assert.Equal(2, (await second.ReadHistoryAsync("c", 10, Cancellation)).Count);
    }
}
