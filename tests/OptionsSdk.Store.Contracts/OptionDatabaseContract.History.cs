namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    [Fact]
    public async Task The_change_log_tells_who_changed_what_when_and_why_newest_first()
    {
        var writer = await OpenAsync();
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await writer.CommitAsync(new(ids[0], [new("a", "1"), new("b", "x")], OptionChannel.Application, null, null, Noon), Cancellation);
        await writer.CommitAsync(new(ids[1], [new("a", "2")], OptionChannel.Admin, "ann", "too low", Noon.AddHours(1)), Cancellation);
        await writer.CommitAsync(new(ids[2], [new("a", null)], OptionChannel.Cli, "bob", "reset", Noon.AddHours(2)), Cancellation);
        await writer.CommitAsync(new(ids[3], [new("a", "3")], OptionChannel.KillSwitch, "eve", null, Noon.AddHours(3)), Cancellation);

        var history = await (await OpenAsync()).ReadHistoryAsync("a", 100, Cancellation);

        Assert.Equal(
            [
                new("a", 4, ids[3], null, "3", false, false, OptionChannel.KillSwitch, "eve", null, Noon.AddHours(3)),
                new("a", 3, ids[2], "2", null, true, false, OptionChannel.Cli, "bob", "reset", Noon.AddHours(2)),
                new("a", 2, ids[1], "1", "2", false, false, OptionChannel.Admin, "ann", "too low", Noon.AddHours(1)),
                new StoreChange("a", 1, ids[0], null, "1", false, false, OptionChannel.Application, null, null, Noon),
            ],
            history);
        Assert.All(history, change => Assert.Equal(DateTimeKind.Utc, change.At.Kind));
    }

    [Fact]
    public async Task The_change_log_is_cut_at_the_limit()
    {
        var writer = await OpenAsync();
        for (var value = 1; value <= 5; value++)
        {
            await SetAsync(writer, "a", $"{value}");
        }

        var history = await (await OpenAsync()).ReadHistoryAsync("a", 2, Cancellation);

        Assert.Equal([5, 4], history.Select(change => change.Revision));
    }

    [Fact]
    public async Task The_change_log_of_an_unknown_key_is_empty() =>
        Assert.Empty(await (await OpenAsync()).ReadHistoryAsync("never", 10, Cancellation));

    [Fact]
    public async Task The_change_log_never_holds_the_values_of_a_secret()
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commit(new StoreWrite("token", "\"hunter2\"", IsSecret: true)), Cancellation);
        await writer.CommitAsync(Commit(new StoreWrite("token", "\"hunter3\"", IsSecret: true), new("plain", "1")), Cancellation);
        await writer.CommitAsync(Commit(new StoreWrite("token", null, IsSecret: true)), Cancellation);

        var reader = await OpenAsync();
        var history = await reader.ReadHistoryAsync("token", 10, Cancellation);

        Assert.Equal([(3, true), (2, false), (1, false)], history.Select(change => (change.Revision, change.IsDeletion)));
        Assert.All(history, change => Assert.True(change.IsSecret));
        Assert.All(history, change => Assert.Null(change.OldValue));
        Assert.All(history, change => Assert.Null(change.NewValue));
        Assert.Equal("1", Assert.Single(await reader.ReadHistoryAsync("plain", 10, Cancellation)).NewValue);
    }

    [Theory]
    [InlineData("\"public\"")]
    [InlineData(null)]
    public async Task The_change_log_does_not_reveal_a_former_secret_by_a_change_that_does_not_know_of_it(string? next)
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commit(new StoreWrite("token", "\"open\""), new("plain", "1")), Cancellation);
        await writer.CommitAsync(Commit(new StoreWrite("token", "\"hunter2\"", IsSecret: true), new("plain", "2")), Cancellation);
        await writer.CommitAsync(Commit(new StoreWrite("plain", "3")), Cancellation);
        await writer.CommitAsync(Commit(new StoreWrite("token", next), new("plain", "4")), Cancellation);

        var reader = await OpenAsync();
        var change = (await reader.ReadHistoryAsync("token", 10, Cancellation))[0];

        Assert.Equal((null, next, false), (change.OldValue, change.NewValue, change.IsSecret));
        Assert.Equal(["3", "2", "1", null], (await reader.ReadHistoryAsync("plain", 10, Cancellation)).Select(other => other.OldValue));
    }

    [Fact]
    public async Task The_change_log_tells_values_again_that_followed_a_former_secret()
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commit(new StoreWrite("token", "\"hunter2\"", IsSecret: true)), Cancellation);
        await SetAsync(writer, "token", "1");
        await SetAsync(writer, "token", "2");

        var history = await (await OpenAsync()).ReadHistoryAsync("token", 10, Cancellation);

        Assert.Equal(["1", null, null], history.Select(change => change.OldValue));
    }

    [Fact]
    public async Task The_value_of_a_secret_is_stored()
    {
        await (await OpenAsync()).CommitAsync(Commit(new StoreWrite("token", "\"hunter2\"", IsSecret: true)), Cancellation);

        Assert.Equal("\"hunter2\"", (await ReadImageAsync(await OpenAsync())).Find("token")!.Value);
    }
}
