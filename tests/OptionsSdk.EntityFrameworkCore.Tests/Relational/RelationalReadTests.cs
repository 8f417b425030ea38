using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class RelationalReadTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_commit_between_head_and_rows_makes_the_read_start_again(int commits)
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commits.Of(new("left", "0"), new("right", "0")), Cancellation);
        var between = new CommitsBetween(writer) { Times = commits };
        var reader = await OpenAsync(between);

        var image = await reader.ImageAsync();

        Assert.Equal(0, between.Times);
        Assert.Equal(commits + 1, image.Position.Revision);
        AssertWhole(image);
    }

    [Fact]
    public async Task A_read_holds_writers_off_when_they_never_stop()
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commits.Of(new("left", "0"), new("right", "0")), Cancellation);
        var between = new CommitsBetween(writer) { Times = int.MaxValue };
        var reader = await OpenAsync(between);

        var image = await reader.ImageAsync();

        Assert.True(between.SawTransaction);
        AssertWhole(image);
    }

    [Fact]
    public async Task A_delta_is_read_as_of_one_moment_too()
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commits.Of(new("left", "0"), new("right", "0")), Cancellation);
        var image = await writer.ImageAsync();
        await writer.CommitAsync(Commits.Of(new("left", "1"), new("right", "1")), Cancellation);
        var reader = await OpenAsync(new CommitsBetween(writer) { Times = 1 });

        var next = image.Apply(await reader.ReadAsync(image.Position, Cancellation));

        Assert.NotNull(next);
        Assert.Equal(3, next.Position.Revision);
        AssertWhole(next);
    }

    [Fact]
    public async Task A_row_is_read_as_of_one_moment_too()
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(Commits.Of(new("left", "0"), new("right", "0")), Cancellation);
        var reader = await OpenAsync(new CommitsBetween(writer) { Times = 1 });

        var read = await reader.ReadRowAsync("left", Cancellation);

        Assert.Equal(read.Position.Revision, read.Row!.Revision);
    }

    [Fact]
    public async Task An_idle_poll_is_one_query()
    {
        var writer = await OpenAsync();
        var head = (await writer.SetAsync("k", "1")).Delta.To;
        var between = new CommitsBetween(writer);
        var reader = await OpenAsync(between);
        await reader.ReadAsync(head, Cancellation);
        var before = between.Queries;

        await reader.ReadAsync(head, Cancellation);

        Assert.Equal(before + 1, between.Queries);
    }

    [Fact]
    public async Task Below_the_compacted_revision_a_reader_gets_the_whole_state()
    {
        var database = await OpenAsync();
        var old = (await database.SetAsync("a", "1")).Delta.To;
        await database.SetAsync("b", "2");
        await database.SetAsync("c", "3");
        _file.Execute("update opt_head set compacted = 2; delete from opt_commit where revision < 2");

        var delta = await database.ReadAsync(old, Cancellation);

        Assert.True(delta.IsFull);
        Assert.Equal(1, delta.To.Epoch);
        Assert.Equal(3, delta.Rows.Length);
    }

    [Fact]
    public async Task A_position_from_nowhere_does_not_use_up_the_numbers()
    {
        var database = await OpenAsync();
        await database.SetAsync("a", "1");

        await Assert.ThrowsAsync<OptionStoreCorruptException>(
            async () => await database.ReadAsync(new(long.MaxValue, 1, Guid.NewGuid()), Cancellation));

        Assert.Equal(1, (await database.ImageAsync()).Position.Epoch);
    }

    [Fact]
    public async Task A_row_edited_by_hand_is_still_a_row()
    {
        var database = await OpenAsync();
        await database.SetAsync("a", "1");
        _file.Execute("update opt_value set channel = 99, updated_at = 'yesterday', value = 'not json'");

        var row = (await database.ImageAsync()).Find("a");

        Assert.Equal(new("a", "not json", 1, DateTime.MinValue, "ops", OptionChannel.Unknown, "because"), row);
    }

    [Fact]
    public async Task A_row_without_text_has_no_value()
    {
        var database = await OpenAsync();
        await database.CommitAsync(Commits.Of(new("a", "1"), new("b", "1")), Cancellation);
        _file.Execute("update opt_value set value = null where key = 'a'");

        var delta = await database.ReadAsync(StorePosition.Origin, Cancellation);

        Assert.Equal("b", Assert.Single(delta.Rows).Key);
        Assert.Null((await database.ReadRowAsync("a", Cancellation)).Row);
    }

    [Fact]
    public async Task A_head_whose_token_is_no_identity_is_named()
    {
        var database = await OpenAsync();
        _file.Execute("update opt_head set token = 'x'");

        await Assert.ThrowsAsync<OptionStoreCorruptException>(() => database.ImageAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 10_000), Cancellation);

        await Assert.ThrowsAsync<OptionStoreCorruptException>(() => OpenAsync());
    }

    [Fact]
    public async Task A_place_that_cannot_be_opened_is_unavailable()
    {
        var database = EntityFrameworkOptionDatabase.WithOwnContext(
            options => options.UseSqlite($"Data Source={_file.Path}/missing/options.db"));

        await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => database.OpenAsync());
    }

    private static void AssertWhole(StoreImage image)
    {
        Assert.Equal(image.Find("left")!.Value, image.Find("right")!.Value);
        Assert.Equal(image.Position.Revision, image.Find("left")!.Revision);
        Assert.Equal(image.Position.Revision, image.Find("right")!.Revision);
    }

    private async Task<EntityFrameworkOptionDatabase> OpenAsync(IInterceptor? interceptor = null)
    {
        var database = EntityFrameworkOptionDatabase.WithOwnContext(options =>
        {
            options.UseSqlite(_file.ConnectionString);
            if (interceptor is not null)
            {
                options.AddInterceptors(interceptor);
            }
        });
        return await database.OpenAsync();
    }

    private sealed class CommitsBetween(IOptionDatabase writer) : DbCommandInterceptor
    {
        private int _value;

        public int Times { get; set; }

        public int Queries { get; private set; }

        public bool SawTransaction { get; private set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Queries++;
            if (command.CommandText.Contains("\"opt_value\"", StringComparison.Ordinal))
            {
                SawTransaction |= command.Transaction is not null;
                if (Times > 0 && command.Transaction is null)
                {
                    Times--;
                    _value++;
                    await writer.CommitAsync(Commits.Of(new("left", $"{_value}"), new("right", $"{_value}")), cancellationToken);
                }
            }

            return result;
        }
    }
}
