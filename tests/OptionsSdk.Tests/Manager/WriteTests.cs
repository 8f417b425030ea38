using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Manager;

public sealed class WriteTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task S43_the_writer_reads_its_own_write_at_once()
    {
        await using var fixture = new ManagerFixture();
        var result = await fixture.Options.SetPortAsync(2525, by: "ops", because: "relay moved", cancellationToken: Token);
        Assert.Equal(2525, fixture.Options.Port);
        Assert.True(result is { Changed: true, LocallyVisible: true, CacheUpdated: true, Revision: 1 });
    }

    [Fact]
    public async Task S43_a_write_is_stored_with_channel_actor_and_reason()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(2525, by: "ops", because: "relay moved", channel: OptionChannel.KillSwitch, cancellationToken: Token);
        var row = fixture.Server.Rows["test.port"];
        Assert.Equal(("2525", "ops", "relay moved", OptionChannel.KillSwitch), (row.Value, row.UpdatedBy, row.Reason, row.Channel));
    }

    [Fact]
    public async Task S43_flags_are_judged_before_the_value()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Manager.SetAsync("test.fixed", 5, cancellationToken: Token));
        Assert.Equal(NotWritableReason.ReadOnly, error.Reason);
    }

    [Theory]
    [InlineData("test.fixed")]
    [InlineData("test.local")]
    public async Task S44_immutable_and_never_stored_options_cannot_be_written(string key)
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Manager.SetAsync(key, "x", cancellationToken: Token));
        Assert.Equal((OptionErrorIds.NotWritable, key, NotWritableReason.ReadOnly), (error.Id, error.Key, error.Reason));
        Assert.Equal(0, fixture.Database.CommitCalls);
    }

    [Theory]
    [InlineData("test.fixed")]
    [InlineData("test.local")]
    public async Task S52_immutable_and_never_stored_options_cannot_be_deleted(string key)
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync(key, "\"x\"");
        await Assert.ThrowsAsync<OptionNotWritableException>(async () => await fixture.Manager.DeleteAsync(key, cancellationToken: Token));
        Assert.Equal("\"x\"", fixture.Server.Rows[key].Value);
    }

    [Fact]
    public async Task S45_a_value_of_another_type_is_refused_without_coercion()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetAsync("test.port", "80", cancellationToken: Token));
        Assert.Equal((OptionErrorIds.WrongType, "test.port"), (error.Id, error.Key));
        Assert.Equal(0, fixture.Database.CommitCalls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public async Task A_value_outside_the_declared_range_is_refused(int port)
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetPortAsync(port, cancellationToken: Token));
        Assert.Equal((OptionErrorIds.InvalidValue, "test.port"), (error.Id, error.Key));
        Assert.Contains("1 to 65535", error.Message, StringComparison.Ordinal);
        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public async Task The_groups_own_check_is_asked()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetEvenAsync(3, cancellationToken: Token));
        Assert.Contains("must be even", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetHostAsync(null!, cancellationToken: Token));
        Assert.Equal(OptionErrorIds.InvalidValue, error.Id);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_number_that_JSON_cannot_hold_is_refused(double value)
    {
        await using var fixture = new ManagerFixture();
        await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetRatioAsync(value, cancellationToken: Token));
    }

    [Fact]
    public async Task A_value_over_64_KiB_is_refused()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetHostAsync(new string('x', 65534), cancellationToken: Token);
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetHostAsync(new string('y', 65535), cancellationToken: Token));
        Assert.Equal(OptionErrorIds.ValueTooLarge, error.Id);
        Assert.Equal('x', fixture.Options.Host[0]);
    }

    [Fact]
    public async Task A_value_that_is_nested_too_deep_to_be_read_back_is_refused()
    {
        await using var fixture = new ManagerFixture();
        var codec = OptionCodecs.List(OptionCodecs.Of<JsonElement>());
        var key = fixture.Manager.Register<IReadOnlyList<JsonElement>>("deep", [], codec: codec);
        var error = await Assert.ThrowsAsync<OptionValueException>(async () =>
            await fixture.Manager.SetAsync(key, [JsonElement.Parse(new string('[', 16) + new string(']', 16))], cancellationToken: Token));
        Assert.Equal((OptionErrorIds.ValueTooLarge, "deep"), (error.Id, error.Key));
        Assert.Equal(0, fixture.Database.CommitCalls);
    }

    [Fact]
    public async Task A_refused_credential_does_not_show_its_value()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetPasswordAsync("hunter2" + new string('x', 70000), cancellationToken: Token));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter-bad")]
    [InlineData("hunter-throws")]
    public async Task What_a_check_says_or_throws_of_a_credential_is_not_told(string value)
    {
        await using var fixture = new ManagerFixture();
        var invalid = new TaskCompletionSource<OptionInvalidValue>();
        using var subscription = fixture.Manager.OnInvalidValue(found => invalid.TrySetResult(found));
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetPasswordAsync(value, cancellationToken: Token));
        await fixture.StoreRawAsync("test.password", $"\"{value}\"");
        var told = $"{error} {fixture.Manager.Explain("test.password")} {await invalid.Task.WaitAsync(TimeSpan.FromSeconds(30), Token)} "
            + string.Join(' ', fixture.Log.Entries) + string.Join(' ', fixture.Manager.InvalidValues);
        Assert.DoesNotContain("hunter", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_throws_refuses_the_write_by_name_and_keeps_the_cause()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetEvenAsync(666, cancellationToken: Token));
        Assert.Equal("test.even", error.Key);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(0, fixture.Database.CommitCalls);
        Assert.IsType<InvalidOperationException>(Assert.Throws<OptionValueException>(() => fixture.Manager.Override(TestOptions.Keys.Even, 666)).InnerException);
    }

    [Fact]
    public async Task S43_flags_of_a_batch_are_judged_before_its_values()
    {
        await using var fixture = new ManagerFixture();
        await Assert.ThrowsAsync<OptionNotWritableException>(async () =>
            await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Port, 0).Set(TestOptions.Keys.Fixed, "x"), cancellationToken: Token));
    }

    [Fact]
    public async Task A_write_is_logged_as_what_it_was_and_one_that_changed_nothing_is_not()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.DeletePortAsync(cancellationToken: Token);
        Assert.DoesNotContain(fixture.Log.Entries, entry => entry.Id == 2004);
        await fixture.Options.SetPortAsync(80, by: "ops", cancellationToken: Token);
        await fixture.Options.DeletePortAsync(by: "ops", cancellationToken: Token);
        Assert.Equal(
            ["Option 'test.port' was set by ops through Application at revision 1.", "Option 'test.port' was deleted by ops through Application at revision 2."],
            fixture.Log.Entries.Where(entry => entry.Id == 2004).Select(entry => entry.Message));
    }

    [Fact]
    public async Task The_revision_of_a_stored_row_can_be_asked_for_and_expected()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal(0, fixture.Manager.GetRevision("test.port"));
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        await fixture.Options.SetHostAsync("x", cancellationToken: Token);
        Assert.Equal(1, fixture.Manager.GetRevision("test.port"));
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 81, expectedRevision: fixture.Manager.GetRevision("test.port"), cancellationToken: Token);
        Assert.Equal(81, fixture.Options.Port);
    }

    [Fact]
    public async Task S48_a_database_error_reaches_the_writer_and_changes_nothing()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.FailWrites = true;
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.Options.SetPortAsync(80, cancellationToken: Token));
        Assert.Equal(25, fixture.Options.Port);
        Assert.Null(await fixture.Cache.ReadAsync(Token));
    }

    [Fact]
    public async Task S49_a_cache_error_is_told_and_the_write_stands()
    {
        await using var fixture = new ManagerFixture();
        fixture.Cache.FailWrites = true;
        var result = await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        Assert.True(result is { Changed: true, LocallyVisible: true, CacheUpdated: false });
        Assert.Equal(80, fixture.Options.Port);
    }

    [Fact]
    public async Task S50_a_write_works_while_settings_name_the_option_and_then_wins()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        await fixture.Options.SetPortAsync(443, cancellationToken: Token);
        Assert.Equal(443, fixture.Options.Port);
    }

    [Fact]
    public async Task S51_another_process_sees_the_write()
    {
        await using var fixture = new ManagerFixture();
        await using var other = fixture.Another();
        await other.Store.StartAsync(Token);
        await fixture.Options.SetPortAsync(443, cancellationToken: Token);
        await ManagerFixture.UntilAsync(() => other.Options.Port == 443);
    }

    [Fact]
    public async Task S53_deleting_an_option_without_value_changes_nothing()
    {
        await using var fixture = new ManagerFixture();
        var result = await fixture.Options.DeletePortAsync(cancellationToken: Token);
        Assert.True(result is { Changed: false, Revision: 0 });
    }

    [Fact]
    public async Task S54_after_a_delete_the_option_falls_back_to_settings_and_default()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.host", "disk")));
        await fixture.Options.SetPortAsync(443, cancellationToken: Token);
        await fixture.Options.SetHostAsync("stored", cancellationToken: Token);
        await fixture.Options.DeletePortAsync(cancellationToken: Token);
        await fixture.Options.DeleteHostAsync(cancellationToken: Token);
        Assert.Equal((25, "disk"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public async Task Q7_a_write_never_stores_a_default_in_place_of_a_value()
    {
        await using var fixture = new ManagerFixture();
        _ = fixture.Options.Port;
        await fixture.Store.StartAsync(Token);
        await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Empty(fixture.Server.Rows);
        Assert.Equal(0, fixture.Server.Head.Revision);
    }

    [Fact]
    public async Task A_cancelled_write_changes_nothing()
    {
        await using var fixture = new ManagerFixture();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Options.SetPortAsync(443, cancellationToken: cancelled.Token));
        Assert.Equal((25, 0), (fixture.Options.Port, fixture.Server.CommitCount));
    }

    [Fact]
    public async Task A_write_with_an_expected_revision_conflicts_when_somebody_was_faster()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "1");
        await fixture.StoreRawAsync("test.port", "2");
        var error = await Assert.ThrowsAsync<OptionConflictException>(
            async () => await fixture.Manager.SetAsync(TestOptions.Keys.Port, 3, expectedRevision: 1, cancellationToken: Token));
        Assert.Equal(("test.port", 1, 2), (error.Key, error.ExpectedRevision, error.ActualRevision));
        Assert.Equal("2", fixture.Server.Rows["test.port"].Value);
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 3, expectedRevision: 2, cancellationToken: Token);
        Assert.Equal(3, fixture.Options.Port);
    }

    [Fact]
    public async Task A_write_without_a_store_says_so()
    {
        var manager = new OptionManager(new OptionRegistry().Add<TestOptions>());
        var error = await Assert.ThrowsAsync<OptionStoreException>(async () => await manager.SetAsync(TestOptions.Keys.Port, 80, cancellationToken: Token));
        Assert.Equal(OptionErrorIds.NoStore, error.Id);
    }

    [Fact]
    public async Task A_batch_becomes_one_revision()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetNoteAsync("old", cancellationToken: Token);
        var batch = new OptionBatch().Set(TestOptions.Keys.Port, 80).Set(TestOptions.Keys.Host, "relay").Delete("test.note");
        var result = await fixture.Manager.WriteAsync(batch, by: "ops", cancellationToken: Token);
        Assert.Equal((2, 80, "relay", ""), (result.Revision, fixture.Options.Port, fixture.Options.Host, fixture.Options.Note));
    }

    [Fact]
    public async Task A_batch_with_one_bad_part_changes_nothing()
    {
        await using var fixture = new ManagerFixture();
        await Assert.ThrowsAsync<OptionValueException>(async () =>
            await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Host, "relay").Set(TestOptions.Keys.Port, 0), cancellationToken: Token));
        await Assert.ThrowsAsync<OptionNotWritableException>(async () =>
            await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Host, "relay").Set(TestOptions.Keys.Fixed, "x"), cancellationToken: Token));
        await Assert.ThrowsAsync<OptionConflictException>(async () =>
            await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Host, "relay").Set(TestOptions.Keys.Port, 5, expectedRevision: 9), cancellationToken: Token));
        Assert.Equal((0, "localhost"), (fixture.Server.CommitCount, fixture.Options.Host));
    }

    [Fact]
    public async Task A_batch_is_not_empty_and_names_no_option_twice()
    {
        await using var fixture = new ManagerFixture();
        await Assert.ThrowsAsync<ArgumentException>(async () => await fixture.Manager.WriteAsync(new OptionBatch(), cancellationToken: Token));
        var error = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Port, 80).Delete("test.port"), cancellationToken: Token));
        Assert.Equal(("batch", 0), (error.ParamName, fixture.Database.CommitCalls));
    }

    [Theory]
    [InlineData("test.port", " 443 ", "443")]
    [InlineData("test.enabled", "Yes", "true")]
    [InlineData("test.ratio", "1e-1", "0.1")]
    [InlineData("test.timeout", "00:00:30", "\"00:00:30\"")]
    [InlineData("test.names", "[\"x\",\"y\"]", "[\"x\",\"y\"]")]
    [InlineData("test.host", " relay ", "\" relay \"")]
    public async Task Text_is_read_by_the_options_type(string key, string text, string json)
    {
        await using var fixture = new ManagerFixture();
        await fixture.Manager.SetTextAsync(key, text, cancellationToken: Token);
        Assert.Equal(json, fixture.Server.Rows[key].Value);
        Assert.Equal(OptionChannel.Cli, fixture.Server.Rows[key].Channel);
    }

    [Theory]
    [InlineData("test.port", "eighty")]
    [InlineData("test.port", "1e400")]
    [InlineData("test.ratio", "1e400")]
    [InlineData("test.enabled", "2")]
    [InlineData("test.names", "x,y")]
    public async Task Text_that_is_no_value_is_refused_by_name(string key, string text)
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetTextAsync(key, text, cancellationToken: Token));
        Assert.Equal((OptionErrorIds.InvalidValue, key), (error.Id, error.Key));
        Assert.Equal(0, fixture.Database.CommitCalls);
    }

    [Fact]
    public async Task T105_empty_text_deletes_unless_the_option_allows_it()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetHostAsync("relay", cancellationToken: Token);
        await fixture.Manager.SetTextAsync("test.host", "", cancellationToken: Token);
        Assert.Equal("localhost", fixture.Options.Host);
        await fixture.Manager.SetTextAsync("test.text", "", cancellationToken: Token);
        Assert.Equal("", fixture.Options.Text);
    }

    [Fact]
    public async Task A_rate_is_checked_at_every_door()
    {
        await using var fixture = new ManagerFixture();
        await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetRateAsync(1.1, cancellationToken: Token));
        await fixture.StoreRawAsync("test.rate", "7");
        Assert.Equal(1.0, fixture.Options.Rate);
        Assert.Throws<OptionValueException>(() => fixture.Manager.Override(TestOptions.Keys.Rate, -0.1));
        await fixture.Options.SetRateAsync(0.25, cancellationToken: Token);
        Assert.Equal(0.25, fixture.Options.Rate);
    }

    [Fact]
    public async Task Q4_a_written_list_cannot_be_changed_from_outside()
    {
        await using var fixture = new ManagerFixture();
        string[] names = ["x"];
        await fixture.Options.SetNamesAsync(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(names), cancellationToken: Token);
        names[0] = "changed";
        Assert.Equal(["x"], fixture.Options.Names);
    }

    [Fact]
    public async Task The_history_of_a_credential_holds_no_value()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPasswordAsync("hunter2", cancellationToken: Token);
        var change = Assert.Single(await fixture.Database.ReadHistoryAsync("test.password", 10, Token));
        Assert.True(change is { IsSecret: true, NewValue: null, OldValue: null });
        Assert.DoesNotContain(fixture.Log.Entries, entry => entry.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_answer_does_not_write_twice()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.LoseAnswers = 1;
        var result = await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        Assert.Equal((1, 1, 80), (result.Revision, fixture.Server.CommitCount, fixture.Options.Port));
    }

    [Fact]
    public async Task The_size_of_a_value_is_measured_in_bytes()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetHostAsync(new string('\u00e4', 40_000), cancellationToken: Token));
        Assert.Equal(OptionErrorIds.ValueTooLarge, error.Id);
    }

    [Fact]
    public async Task A_write_carries_the_time_of_the_managers_clock()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var fixture = new ManagerFixture(time: time);
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        Assert.Equal(new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc), fixture.Server.Rows["test.port"].UpdatedAt);
    }

    [Fact]
    public async Task A_write_is_logged_with_key_actor_and_channel_and_without_its_value()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetHostAsync("relay.example", by: "ops", channel: OptionChannel.Cli, cancellationToken: Token);
        var entry = Assert.Single(fixture.Log.Entries, entry => entry.Id == 2004);
        Assert.Equal("Option 'test.host' was set by ops through Cli at revision 1.", entry.Message);
    }

    [Fact]
    public async Task A_conflict_with_the_writers_own_expectation_is_not_tried_again()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "1");
        await Assert.ThrowsAsync<OptionConflictException>(
            async () => await fixture.Manager.SetAsync(TestOptions.Keys.Port, 3, expectedRevision: 0, cancellationToken: Token));
        Assert.Equal(1, fixture.Database.CommitCalls);
    }

    [Fact]
    public async Task Every_part_of_a_batch_may_expect_a_revision()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        OptionBatch[] batches =
        [
            new OptionBatch().Set(TestOptions.Keys.Port, 81, expectedRevision: 9),
            new OptionBatch().SetText("test.port", "81", expectedRevision: 9),
            new OptionBatch().Delete("test.port", expectedRevision: 9),
        ];
        foreach (var batch in batches)
        {
            var error = await Assert.ThrowsAsync<OptionConflictException>(async () => await fixture.Manager.WriteAsync(batch, cancellationToken: Token));
            Assert.Equal((9, 1), (error.ExpectedRevision, error.ActualRevision));
        }

        Assert.Equal(80, fixture.Options.Port);
    }

    [Fact]
    public async Task A_typed_key_of_another_type_is_refused_at_every_door()
    {
        await using var fixture = new ManagerFixture();
        var key = new OptionKey<string>("test.port");
        Exception[] errors =
        [
            Assert.Throws<OptionValueException>(() => fixture.Manager.Get(key)),
            Assert.Throws<OptionValueException>(() => fixture.Manager.Capture().Get(key)),
            Assert.Throws<OptionValueException>(() => fixture.Manager.CanUpdate(key, "80")),
            Assert.Throws<OptionValueException>(() => fixture.Manager.Override(key, "80")),
            Assert.Throws<OptionValueException>(() => fixture.Manager.WatchAsync(key, Token)),
            Assert.Throws<OptionValueException>(() => fixture.Manager.OnChange(key, _ => { })),
            await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetAsync(key, "80", cancellationToken: Token)),
            await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.WriteAsync(new OptionBatch().Set(key, "80"), cancellationToken: Token)),
        ];
        Assert.All(errors, error => Assert.Equal((OptionErrorIds.WrongType, "test.port"), (((OptionValueException)error).Id, ((OptionValueException)error).Key)));
        Assert.Equal(0, fixture.Database.CommitCalls);
    }
}
