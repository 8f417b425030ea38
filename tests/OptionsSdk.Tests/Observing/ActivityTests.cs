using System.Diagnostics;
using OptionsSdk.Errors;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Observing;

public sealed class ActivityTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_write_is_traced_with_its_key_channel_and_revision()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        var result = await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        var write = activities.Single("options.write");
        Assert.Equal(
            ("test.port", "Application", result.Revision, true, true),
            (write.GetTagItem("options.keys"), write.GetTagItem("options.channel"), write.GetTagItem("options.revision"), write.GetTagItem("options.locally_visible"), write.GetTagItem("options.cache_updated")));
        Assert.Equal(ActivityStatusCode.Unset, write.Status);
    }

    [Fact]
    public async Task Commit_and_install_of_a_write_are_parts_of_it()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Store.PullAsync(cancellationToken: Token);
        using var activities = new RecordedActivities();
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        var write = activities.Single("options.write");
        Assert.Equal(write.SpanId, activities.Single("options.commit").ParentSpanId);
        Assert.Equal(write.SpanId, activities.Single("options.install").ParentSpanId);
        Assert.Equal("committed", activities.Single("options.commit").GetTagItem("options.result"));
    }

    [Fact]
    public async Task A_write_that_fails_has_the_id_of_its_error_as_status()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        fixture.Database.FailWrites = true;
        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token));
        var write = activities.Single("options.write");
        Assert.Equal(
            (ActivityStatusCode.Error, OptionErrorIds.StoreUnavailable, OptionErrorIds.StoreUnavailable),
            (write.Status, write.StatusDescription, write.GetTagItem("error.type")));
    }

    public static TheoryData<string, Func<OptionManager, ValueTask<OptionWriteResult>>, string> Refusals => new()
    {
        { "test.fixed", static manager => manager.SetAsync(TestOptions.Keys.Fixed, "x", channel: OptionChannel.Cli), OptionErrorIds.NotWritable },
        { "test.fixed", static manager => manager.DeleteAsync("test.fixed", channel: OptionChannel.Cli), OptionErrorIds.NotWritable },
        { "test.fixed", static manager => manager.SetTextAsync("test.fixed", "x"), OptionErrorIds.NotWritable },
        { "test.port", static manager => manager.SetAsync(TestOptions.Keys.Port, 0, channel: OptionChannel.Cli), OptionErrorIds.InvalidValue },
        { "test.port", static manager => manager.SetTextAsync("test.port", "x"), OptionErrorIds.InvalidValue },
        { "test.port", static manager => manager.SetAsync("test.port", "x", channel: OptionChannel.Cli), OptionErrorIds.WrongType },
        { "test.port", static manager => manager.Group<TestOptions>().SetPortAsync(0, channel: OptionChannel.Cli), OptionErrorIds.InvalidValue },
        { "nobody.knows", static manager => manager.SetAsync("nobody.knows", 1, channel: OptionChannel.Cli), OptionErrorIds.UnknownOption },
        { "nobody.knows", static manager => manager.SetTextAsync("nobody.knows", "1"), OptionErrorIds.UnknownOption },
        { "nobody.knows", static manager => manager.DeleteAsync("nobody.knows", channel: OptionChannel.Cli), OptionErrorIds.UnknownOption },
        { "test.port, test.fixed", static manager => manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Port, 99).Delete("test.fixed"), channel: OptionChannel.Cli), OptionErrorIds.NotWritable },
        { "test.host, test.port", static manager => manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Host, "x").Set(TestOptions.Keys.Port, 0), channel: OptionChannel.Cli), OptionErrorIds.InvalidValue },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_write_that_is_refused_before_the_store_is_asked_is_traced_with_its_error(
        string keys, Func<OptionManager, ValueTask<OptionWriteResult>> write, string error)
    {
        await using var fixture = new ManagerFixture();
        using var outer = new Activity("outer").Start();
        using var activities = new RecordedActivities();
        var refusal = await Assert.ThrowsAnyAsync<OptionException>(async () => await write(fixture.Manager));
        Assert.Same(outer, Activity.Current);
        var activity = activities.Single("options.write");
        Assert.Equal((error, keys, "Cli"), (refusal.Id, activity.GetTagItem("options.keys"), activity.GetTagItem("options.channel")));
        Assert.Equal((ActivityStatusCode.Error, error, error), (activity.Status, activity.StatusDescription, activity.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_pull_is_traced_with_its_revision()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.CommitDirectly(new OptionsSdk.Store.StoreWrite("test.port", "99"));
        using var activities = new RecordedActivities();
        await fixture.Store.PullAsync(cancellationToken: Token);
        Assert.Equal(1L, activities.Single("options.pull").GetTagItem("options.revision"));
    }

    [Fact]
    public async Task A_pull_that_fails_has_the_id_of_its_error_as_status()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        fixture.Database.FailReads = true;
        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await fixture.Store.PullAsync(cancellationToken: Token));
        Assert.Equal((ActivityStatusCode.Error, OptionErrorIds.StoreUnavailable), (activities.Single("options.pull").Status, activities.Single("options.pull").StatusDescription));
    }

    [Fact]
    public async Task A_reload_of_settings_is_traced()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        fixture.Settings.Replace(("test.host", "x"));
        activities.Single("options.reload");
    }

    [Fact]
    public async Task The_error_of_a_foreign_exception_is_its_type_because_its_message_may_hold_anything()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        fixture.Database.BeforeCommit = _ => throw new InvalidOperationException("hunter2");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await fixture.Manager.SetAsync(TestOptions.Keys.Password, "hunter2", cancellationToken: Token));
        var write = activities.Single("options.write");
        Assert.Equal("System.InvalidOperationException", write.StatusDescription);
        Assert.All(activities.All, activity => Assert.DoesNotContain(activity.TagObjects, tag => $"{tag.Value}".Contains("hunter2", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listener_that_throws_breaks_neither_the_write_nor_the_flow_of_activities(bool throwsAtStart)
    {
        await using var fixture = new ManagerFixture();
        using var outer = new Activity("outer").Start();
        var thrown = 0;
        void Throw(Activity activity)
        {
            thrown++;
            throw new InvalidOperationException(activity.OperationName);
        }

        using var activities = new RecordedActivities(throwsAtStart ? Throw : null, throwsAtStart ? null : Throw);
        var result = await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        fixture.Settings.Replace(("test.host", "x"));
        Assert.True(result.LocallyVisible);
        Assert.Equal((99, "x"), (fixture.Options.Port, fixture.Options.Host));
        Assert.Same(outer, Activity.Current);
        Assert.True(thrown > 0);
    }

    [Fact]
    public async Task The_worker_of_a_started_store_belongs_to_no_trace_of_the_start()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        using (new Activity("start").Start())
        {
            await fixture.Store.StartAsync(Token);
        }

        var earlier = activities.All.ToHashSet();
        fixture.Database.CommitDirectly(new OptionsSdk.Store.StoreWrite("test.port", "99"));
        await ManagerFixture.UntilAsync(() => activities.All.Any(activity => activity.OperationName == "options.pull" && !earlier.Contains(activity)));
        Assert.Null(activities.All.First(activity => activity.OperationName == "options.pull" && !earlier.Contains(activity)).ParentId);
    }
}
