using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Manager;

public sealed class ChannelTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    private static async Task StoreAsync(ManagerFixture fixture, string key, string json, OptionChannel channel)
    {
        await fixture.Database.CommitAsync(new(Guid.NewGuid(), [new StoreWrite(key, json)], channel, null, null, DateTime.UtcNow), Token);
        await fixture.Store.PullAsync(cancellationToken: Token);
    }

    [Theory]
    [InlineData(OptionChannel.Unknown, NotWritableReason.None)]
    [InlineData(OptionChannel.Application, NotWritableReason.None)]
    [InlineData(OptionChannel.Cli, NotWritableReason.None)]
    [InlineData(OptionChannel.KillSwitch, NotWritableReason.None)]
    [InlineData(OptionChannel.Admin, NotWritableReason.ChannelNotAllowed)]
    [InlineData(OptionChannel.Automator, NotWritableReason.ChannelNotAllowed)]
    public async Task T47_only_admin_and_automator_need_a_flag(OptionChannel channel, NotWritableReason reason)
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal(reason, fixture.Manager.CanUpdate(TestOptions.Keys.Port, 80, channel));
        Assert.Equal(reason, fixture.Manager.CanDelete("test.port", channel));
    }

    [Fact]
    public async Task T47_the_admin_channel_may_write_what_its_flag_allows()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetAdminLevelAsync(2, channel: OptionChannel.Admin, cancellationToken: Token);
        Assert.Equal(2, fixture.Options.AdminLevel);
        await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Options.SetAutoLevelAsync(2, channel: OptionChannel.Admin, cancellationToken: Token));
    }

    [Fact]
    public async Task T47_read_only_comes_before_disk_and_channel()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal(NotWritableReason.ReadOnly, fixture.Manager.CanUpdate(TestOptions.Keys.Fixed, "x", OptionChannel.Automator));
        Assert.Equal(NotWritableReason.ReadOnly, fixture.Manager.CanUpdate(TestOptions.Keys.Local, "x", OptionChannel.Admin));
    }

    [Fact]
    public async Task T47_an_option_on_disk_cannot_be_written_or_deleted_while_it_is_there()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.pinned", "disk")));
        Assert.Equal(NotWritableReason.OptionOnDisk, fixture.Manager.CanUpdate(TestOptions.Keys.Pinned, "x", OptionChannel.Admin));
        await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Options.SetPinnedAsync("x", cancellationToken: Token));
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Options.DeletePinnedAsync(cancellationToken: Token));
        Assert.Equal(NotWritableReason.OptionOnDisk, error.Reason);
        fixture.Settings.Replace();
        await fixture.Options.SetPinnedAsync("x", cancellationToken: Token);
        Assert.Equal("x", fixture.Options.Pinned);
    }

    [Theory]
    [InlineData(OptionChannel.Unknown, true)]
    [InlineData(OptionChannel.Application, true)]
    [InlineData(OptionChannel.Admin, true)]
    [InlineData(OptionChannel.Cli, true)]
    [InlineData(OptionChannel.KillSwitch, true)]
    [InlineData(OptionChannel.Automator, false)]
    public async Task T48_the_automator_does_not_overwrite_what_another_channel_wrote(OptionChannel last, bool isDrifted)
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", last);
        Assert.Equal(isDrifted ? NotWritableReason.Drifted : NotWritableReason.None, fixture.Manager.CanUpdate(TestOptions.Keys.AutoLevel, 6, OptionChannel.Automator));
        Assert.Equal(isDrifted ? NotWritableReason.Drifted : NotWritableReason.None, fixture.Manager.CanDelete("test.auto-level", OptionChannel.Automator));
    }

    [Theory]
    [InlineData(OptionChannel.Unknown)]
    [InlineData(OptionChannel.Application)]
    [InlineData(OptionChannel.Cli)]
    [InlineData(OptionChannel.KillSwitch)]
    public async Task T48_every_other_channel_may_overwrite_anything(OptionChannel channel)
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Automator);
        await fixture.Options.SetAutoLevelAsync(6, channel: channel, cancellationToken: Token);
        Assert.Equal(6, fixture.Options.AutoLevel);
    }

    [Fact]
    public async Task T47_the_automator_takes_ownership_of_an_equal_value()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Cli);
        await fixture.Options.SetAutoLevelAsync(5, channel: OptionChannel.Automator, cancellationToken: Token);
        Assert.Equal(OptionChannel.Automator, fixture.Server.Rows["test.auto-level"].Channel);
    }

    [Fact]
    public async Task Q9_a_delete_obeys_drift_as_a_set_does()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Cli);
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(
            async () => await fixture.Options.DeleteAutoLevelAsync(channel: OptionChannel.Automator, cancellationToken: Token));
        Assert.Equal(NotWritableReason.Drifted, error.Reason);
        Assert.Equal(5, fixture.Options.AutoLevel);
    }

    [Fact]
    public async Task T50_without_drift_the_store_is_not_looked_at()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Cli);
        Assert.Equal(NotWritableReason.None, fixture.Manager.CanUpdate(TestOptions.Keys.AutoLevel, 6, OptionChannel.Automator, includeDrift: false));
    }

    [Fact]
    public async Task A_write_between_judgement_and_commit_is_judged_again_and_refused()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Automator);
        var other = fixture.Database.Connect();
        fixture.Database.BeforeCommit = async _ =>
        {
            fixture.Database.BeforeCommit = null;
            await other.CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", "7")], OptionChannel.Cli, "somebody", null, DateTime.UtcNow), Token);
        };
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(
            async () => await fixture.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token));
        Assert.Equal(NotWritableReason.Drifted, error.Reason);
        Assert.Equal(7, fixture.Options.AutoLevel);
    }

    [Fact]
    public async Task A_delete_between_judgement_and_commit_is_judged_again()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Automator);
        fixture.Database.BeforeCommit = async _ =>
        {
            fixture.Database.BeforeCommit = null;
            await fixture.Database.Connect().CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", "7")], OptionChannel.Cli, null, null, DateTime.UtcNow), Token);
        };
        await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Options.DeleteAutoLevelAsync(channel: OptionChannel.Automator, cancellationToken: Token));
        Assert.Equal("7", fixture.Server.Rows["test.auto-level"].Value);
    }

    [Fact]
    public async Task A_write_between_judgement_and_commit_that_is_allowed_is_overwritten()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.BeforeCommit = async _ =>
        {
            fixture.Database.BeforeCommit = null;
            await fixture.Database.Connect().CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", "7")], OptionChannel.Automator, null, null, DateTime.UtcNow), Token);
        };
        var result = await fixture.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token);
        Assert.Equal((2, 6), (result.Revision, fixture.Options.AutoLevel));
    }

    [Fact]
    public async Task An_expected_revision_does_not_get_the_automator_past_a_row_it_has_not_heard_of()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetAutoLevelAsync(2, channel: OptionChannel.Automator, cancellationToken: Token);
        var elsewhere = await fixture.Database.Connect().CommitAsync(
            new(Guid.NewGuid(), [new StoreWrite("test.auto-level", "7")], OptionChannel.Admin, null, null, DateTime.UtcNow), Token);
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Manager.SetAsync(
            TestOptions.Keys.AutoLevel, 3, channel: OptionChannel.Automator, expectedRevision: elsewhere.Delta.To.Revision, cancellationToken: Token));
        Assert.Equal((NotWritableReason.Drifted, "7"), (error.Reason, fixture.Server.Rows["test.auto-level"].Value));
    }

    [Fact]
    public async Task A_refusal_rests_on_the_newest_state()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Cli);

        // Meanwhile the value was deleted elsewhere; this process has not heard of it.
        await fixture.Database.Connect().CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", null)], OptionChannel.Cli, null, null, DateTime.UtcNow), Token);
        await fixture.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token);
        Assert.Equal(6, fixture.Options.AutoLevel);
    }

    [Fact]
    public async Task A_cold_process_judges_on_the_database()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Cli);
        await using var cold = fixture.Another();
        await Assert.ThrowsAsync<OptionNotWritableException>(async () => await cold.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token));
    }

    [Fact]
    public async Task A_writer_that_always_loses_gives_up_with_a_conflict()
    {
        await using var fixture = new ManagerFixture();
        var other = fixture.Database.Connect();
        var value = 100;
        fixture.Database.BeforeCommit = async _ =>
        {
            // More often than any writer should try; then the test fails by success instead of running for ever.
            if (value < 200)
            {
                var json = (++value).ToString(System.Globalization.CultureInfo.InvariantCulture);
                await other.CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", json)], OptionChannel.Automator, null, null, DateTime.UtcNow), Token);
            }
        };
        var error = await Assert.ThrowsAsync<OptionConflictException>(
            async () => await fixture.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token));
        Assert.Equal("test.auto-level", error.Key);
        Assert.True(error.ActualRevision > error.ExpectedRevision);
    }

    [Fact]
    public async Task T47_a_value_that_breaks_a_rule_is_no_question_of_channels()
    {
        await using var fixture = new ManagerFixture();
        Assert.Throws<OptionValueException>(() => fixture.Manager.CanUpdate(TestOptions.Keys.Port, 0));
    }

    [Fact]
    public async Task A_first_value_between_judgement_and_commit_is_judged_too()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.BeforeCommit = async _ =>
        {
            fixture.Database.BeforeCommit = null;
            await fixture.Database.Connect().CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", "7")], OptionChannel.Cli, null, null, DateTime.UtcNow), Token);
        };
        await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token));
        Assert.Equal("7", fixture.Server.Rows["test.auto-level"].Value);
    }

    [Fact]
    public async Task A_conflict_whose_cause_cannot_be_read_ends_the_write()
    {
        await using var fixture = new ManagerFixture();
        await StoreAsync(fixture, "test.auto-level", "5", OptionChannel.Automator);
        fixture.Database.BeforeCommit = async _ =>
        {
            fixture.Database.BeforeCommit = null;
            await fixture.Database.Connect().CommitAsync(new(Guid.NewGuid(), [new StoreWrite("test.auto-level", "7")], OptionChannel.Cli, null, null, DateTime.UtcNow), Token);
            fixture.Database.FailReads = true;
        };
        var commits = fixture.Database.CommitCalls;
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await fixture.Options.SetAutoLevelAsync(6, channel: OptionChannel.Automator, cancellationToken: Token));
        Assert.Equal(1, fixture.Database.CommitCalls - commits);
    }
}
