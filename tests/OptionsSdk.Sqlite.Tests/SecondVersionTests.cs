using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionsSdk.Errors;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>A newer version of the library works on the same file, beside this one.</summary>
public sealed class SecondVersionTests : SqliteFileTests
{
    private const string NewerTables =
        "alter table opt_value add column hint text null; alter table opt_head add column region text not null default 'here'; " +
        "alter table opt_commit add column node text null; create table opt_region (id text primary key) strict;";

    [Fact(Timeout = 2 * Patience)]
    public async Task A_newer_schema_that_only_adds_is_read_and_written_on()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(1);

        Sql(NewerTables + "update opt_meta set schema_version = 2, min_reader = 1, min_writer = 1");

        await process.SetAsync(2);
        await using var fresh = await RunningProcess.StartAsync(await OpenAsync());
        Assert.Equal((2, 2), (process.Value, fresh.Value));
        await fresh.SetAsync(3);
        await RunningProcess.UntilAsync(() => process.Value == 3);
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task A_newer_schema_that_old_writers_may_not_write_is_followed_and_refuses_writes_until_it_allows_them()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(1);
        Sql(NewerTables + "update opt_meta set schema_version = 2, min_reader = 1, min_writer = 2");

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await process.SetAsync(2));
        Assert.Contains(File, error.Problem, StringComparison.Ordinal);
        Assert.Contains("version 2", error.Rule, StringComparison.Ordinal);
        Assert.Contains("Update the OptionsSdk packages", error.Remedy, StringComparison.Ordinal);

        // What the newer library writes is followed.
        Sql($"insert into opt_value (key, value, hint) values ('{RunningProcess.Key}', '7', 'newer') on conflict do update set value = '7', hint = 'newer'");
        await RunningProcess.UntilAsync(() => process.Value == 7);

        Sql("update opt_meta set min_writer = 1");
        await process.SetAsync(8);
        Assert.Equal(8, process.Value);
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task A_newer_schema_that_old_readers_may_not_read_leaves_the_last_values_until_it_may_be_read()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(1);
        Sql(NewerTables + "update opt_meta set schema_version = 3, min_reader = 2, min_writer = 2");

        var error = await process.UntilErrorAsync<OptionStoreSchemaException>();
        Assert.Equal(1, process.Value);
        Assert.Equal(HealthStatus.Unhealthy, await process.HealthAsync());
        Assert.Contains(error.Problem, await process.HealthTextAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await process.SetAsync(2));

        Sql("update opt_meta set min_reader = 1, min_writer = 1");
        await process.UntilWellAsync();
        await process.SetAsync(3);
        Assert.Equal(3, process.Value);
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task A_process_that_starts_on_a_schema_that_it_may_not_read_lives_on_defaults_and_catches_up()
    {
        var before = await OpenAsync();
        await SetAsync(before, RunningProcess.Key, "1");
        await before.DisposeAsync();
        Sql("update opt_meta set schema_version = 3, min_reader = 2, min_writer = 2");
        var database = Make();

        await using var process = await RunningProcess.StartAsync(database);

        Assert.IsType<OptionStoreSchemaException>(process.Store.LastError);
        Assert.Equal(RunningProcess.Default, process.Value);
        Sql("update opt_meta set min_reader = 1, min_writer = 1");
        await RunningProcess.UntilAsync(() => process.Value == 1);
    }
}
