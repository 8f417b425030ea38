using System.Globalization;
using Microsoft.Data.Sqlite;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>Files whose bytes were damaged: every door answers or throws the store's own error, and nobody makes it worse.</summary>
public sealed class CorruptFileTests : SqliteFileTests
{
    private const int PageSize = 4096;
    private const int Keys = 45;
    private const int LoggedCommits = 30;

    private static readonly SemaphoreSlim Making = new(1, 1);
    private static byte[]? _intact;

    public enum Damage
    {
        Zeros,
        Ones,
        Noise,
    }

    [Fact]
    public async Task An_empty_file_is_begun_like_a_missing_one()
    {
        await System.IO.File.WriteAllBytesAsync(File, [], Cancellation);

        Assert.Equal(1, (await SetAsync(await OpenAsync(), "a", "1")).Revision);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(512)]
    [InlineData(PageSize - 1)]
    [InlineData(PageSize)]
    [InlineData(PageSize + 1)]
    [InlineData(3 * PageSize)]
    [InlineData((7 * PageSize) + 17)]
    [InlineData(-PageSize)]
    public async Task A_cut_file_is_reported_as_corrupt_by_name_and_left_alone(int length)
    {
        var intact = await MakeFileAsync();
        var cut = intact[..(length > 0 ? length : intact.Length + length)];
        await System.IO.File.WriteAllBytesAsync(File, cut, Cancellation);
        var database = Make();

        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await UseEveryDoorAsync(database, throwing: true));

        Assert.Equal(OptionErrorIds.StoreCorrupt, error.Id);
        Assert.Contains(File, error.Problem, StringComparison.Ordinal);
        Assert.Contains("backup", error.Remedy, StringComparison.Ordinal);
        await database.DisposeAsync();
        Assert.Equal(cut, await System.IO.File.ReadAllBytesAsync(File, Cancellation));
    }

    [Theory]
    [InlineData("sqlite_schema")]
    [InlineData("opt_meta")]
    [InlineData("opt_head")]
    [InlineData("opt_value")]
    [InlineData("ix_opt_value_rev")]
    [InlineData("sqlite_autoindex_opt_value_1")]
    [InlineData("opt_commit")]
    [InlineData("opt_change")]
    public async Task A_damaged_page_of_a_table_or_index_is_reported_as_corrupt_and_a_restored_file_is_read_again(string name)
    {
        var intact = await MakeFileAsync();
        var page = RootPage(name);
        var damaged = (byte[])intact.Clone();
        damaged.AsSpan(page * PageSize, PageSize).Fill(0xff);
        await System.IO.File.WriteAllBytesAsync(File, damaged, Cancellation);
        var database = Make();

        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await UseEveryDoorAsync(database, throwing: true));

        Assert.Contains(File, error.Problem, StringComparison.Ordinal);
        await Replace(intact);
        await database.InitializeAsync(Cancellation);
        Assert.Equal(Keys - 1, (await ReadAsync(database)).Rows.Count);
        AssertIntact();
    }

    [Theory]
    [InlineData(Damage.Zeros)]
    [InlineData(Damage.Ones)]
    [InlineData(Damage.Noise)]
    public async Task Whichever_page_is_damaged_every_door_answers_or_throws_the_stores_own_error(Damage damage)
    {
        var intact = await MakeFileAsync();
        var errors = 0;
        for (var page = 0; page < intact.Length / PageSize; page++)
        {
            var damaged = (byte[])intact.Clone();
            Spoil(damaged.AsSpan(page * PageSize, PageSize), damage, page);

            errors += await TryDamagedAsync(damaged);
        }

        Assert.True(errors > intact.Length / PageSize, $"Only {errors} errors.");
    }

    [Fact]
    public async Task Whichever_bit_is_flipped_every_door_answers_or_throws_the_stores_own_error()
    {
        var intact = await MakeFileAsync();
        var random = new Random(20301);
        for (var count = 0; count < 120; count++)
        {
            var damaged = (byte[])intact.Clone();

            // Half of the flips hit the places where structure lives: the header and the beginnings of pages.
            var offset = (count % 2) == 0
                ? random.Next(damaged.Length)
                : (random.Next(damaged.Length / PageSize) * PageSize) + random.Next(110);
            damaged[offset] ^= (byte)(1 << random.Next(8));

            await TryDamagedAsync(damaged);
        }
    }

    [Fact]
    public async Task Rows_of_other_kinds_than_the_store_writes_are_its_own_error()
    {
        await MakeFileAsync();
        Sql("""
            pragma writable_schema = on;
            update sqlite_schema set sql = replace(sql, ' strict', '') where type = 'table';
            pragma writable_schema = off;
            """);
        foreach (var statement in new[]
        {
            "update opt_head set token = x'00ff'",
            "update opt_head set epoch = 'many'",
            "update opt_head set revision = 1e300",
            "update opt_head set compacted = x''",
            "update opt_value set revision = 'none' where key = 'k3'",
            "update opt_value set updated_at = 12345 where key = 'k3'",
            "update opt_value set channel = -7 where key = 'k3'",
            "update opt_meta set schema_version = 'new'",
            "update opt_meta set min_reader = -1e308",
            "update opt_change set op = 'set', secret = 'yes'",
            "update opt_commit set change_id = 7, at = x'01' where revision = 2",
        })
        {
            var path = Path.Combine(Folder, "kinds.db");
            System.IO.File.Delete(path);
            Sql($"vacuum into '{path}'");
            using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "drop trigger opt_value_updated";
                command.ExecuteNonQuery();
                command.CommandText = statement;
                command.ExecuteNonQuery();
            }

            await using var database = new SqliteOptionDatabase($"Data Source={path}");
            await UseEveryDoorAsync(database, throwing: false);
        }
    }

    [Fact]
    public async Task A_cut_log_leaves_a_prefix_of_the_history()
    {
        var (file, log) = await MakeLoggedFileAsync();
        var lengths = new[] { 0, 1, 31, 32, 33, 32 + 24, 32 + 24 + PageSize, log.Length / 3, log.Length / 2, log.Length - 5000, log.Length - 1, log.Length };

        var revisions = new List<long>();
        foreach (var length in lengths)
        {
            revisions.Add(await RecoverAsync(file, log[..length]));
        }

        Assert.Equal(revisions.Order(), revisions);
        Assert.Equal((1L, LoggedCommits), (revisions[0], revisions[^1]));
        Assert.True(revisions.Distinct().Count() > 3, string.Join(' ', revisions));
    }

    [Fact]
    public async Task A_garbled_log_leaves_a_prefix_of_the_history()
    {
        var (file, log) = await MakeLoggedFileAsync();
        var random = new Random(7);
        var revisions = new List<long>();
        for (var count = 0; count < 40; count++)
        {
            var garbled = (byte[])log.Clone();
            var offset = count < 8 ? count * 4 : random.Next(garbled.Length);
            random.NextBytes(garbled.AsSpan(offset, Math.Min(1 + (count * 11), garbled.Length - offset)));

            revisions.Add(await RecoverAsync(file, garbled));
        }

        Assert.Contains(revisions, revision => revision < LoggedCommits);
        Assert.True(revisions.Distinct().Count() > 5, string.Join(' ', revisions));
    }

    [Fact]
    public async Task A_log_of_another_making_is_not_applied()
    {
        var (file, log) = await MakeLoggedFileAsync();
        var noise = new byte[log.Length];
        new Random(3).NextBytes(noise);

        Assert.Equal(1, await RecoverAsync(file, noise));
    }

    [Fact]
    public async Task A_process_that_saw_what_a_damaged_log_has_lost_makes_everybody_reload()
    {
        var (file, log) = await MakeLoggedFileAsync();
        var seen = (await ReadAsync(await OpenAsync())).Position;
        var path = Path.Combine(Folder, "recovered.db");
        await System.IO.File.WriteAllBytesAsync(path, file, Cancellation);
        await System.IO.File.WriteAllBytesAsync(path + "-wal", log[..(log.Length / 2)], Cancellation);
        var database = await OpenAsync($"Data Source={path}");

        var delta = await database.ReadAsync(seen, Cancellation);

        Assert.True(delta.IsFull);
        Assert.True(delta.To > seen && delta.To.Epoch > seen.Epoch, $"{delta.To} must order after {seen}.");
    }

    private static void Spoil(Span<byte> page, Damage damage, int seed)
    {
        switch (damage)
        {
            case Damage.Zeros:
                page.Clear();
                break;
            case Damage.Ones:
                page.Fill(0xff);
                break;
            default:
                new Random(seed).NextBytes(page);
                break;
        }
    }

    private static async Task<int> UseEveryDoorAsync(SqliteOptionDatabase database, bool throwing)
    {
        var position = new StorePosition(1, 3, Guid.NewGuid());
        Func<Task>[] doors =
        [
            async () => await database.InitializeAsync(Cancellation),
            async () => await ReadAsync(database),
            async () => position = (await database.ReadAsync(StorePosition.Origin, Cancellation)).To,
            async () => await database.ReadAsync(position, Cancellation),
            async () => await database.ReadAsync(new(1, 2, Guid.NewGuid()), Cancellation),
            async () => await database.ReadRowAsync("k3", Cancellation),
            async () => await database.ReadRowsWrittenSinceAsync(DateTime.MinValue, Cancellation),
            async () => await database.ReadHistoryAsync("k3", 100, Cancellation),
            async () => await database.FindChangeAsync(Guid.NewGuid(), Cancellation),
            async () => await SetAsync(database, "k3", "new"),
            async () => await SetAsync(database, "k99", new string('n', 9000)),
            async () => await database.CommitAsync(Commit(new StoreWrite("k4", null)), Cancellation),
        ];
        var errors = 0;
        foreach (var door in doors)
        {
            try
            {
                await door();
            }
            catch (OptionStoreException) when (!throwing)
            {
                errors++;
            }
        }

        return errors;
    }

    private async Task<int> TryDamagedAsync(byte[] content)
    {
        var path = Path.Combine(Folder, "damaged.db");
        System.IO.File.Delete(path + "-wal");
        System.IO.File.Delete(path + "-shm");
        System.IO.File.Delete(path);
        await System.IO.File.WriteAllBytesAsync(path, content, Cancellation);
        await using var database = new SqliteOptionDatabase($"Data Source={path}", new() { WriteTimeout = TimeSpan.Zero, ReadTimeout = TimeSpan.Zero });
        try
        {
            await HurryAsync(database);
        }
        catch (SqliteException)
        {
            // The doors below say the same in the store's own words.
        }

        return await UseEveryDoorAsync(database, throwing: false);
    }

    /// <summary>Puts a file with every kind of page in place and gives its bytes.</summary>
    private async Task<byte[]> MakeFileAsync()
    {
        await Making.WaitAsync(Cancellation);
        try
        {
            _intact ??= await FillAsync();
        }
        finally
        {
            Making.Release();
        }

        await System.IO.File.WriteAllBytesAsync(File, _intact, Cancellation);
        return _intact;
    }

    private async Task<byte[]> FillAsync()
    {
        var database = await OpenAsync();
        await HurryAsync(database);
        for (var number = 0; number < Keys; number++)
        {
            await SetAsync(database, $"k{number}", new string((char)('a' + (number % 26)), 10 + (number * 40)));
        }

        await SetAsync(database, "k3", new string('y', 20000));
        await database.CommitAsync(Commit(new StoreWrite("k5", null)), Cancellation);
        await database.DisposeAsync();
        return await System.IO.File.ReadAllBytesAsync(File, Cancellation);
    }

    /// <summary>Waits for no disk: these tests write much, and none cuts the power.</summary>
    private static async Task HurryAsync(SqliteOptionDatabase database) =>
        await database.RunAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "pragma synchronous = off";
                return command.ExecuteNonQuery();
            },
            Cancellation);

    /// <summary>Makes what a crash leaves: a file that stands at revision 1, and a log with the commits after it.</summary>
    private async Task<(byte[] File, byte[] Log)> MakeLoggedFileAsync()
    {
        var database = await OpenAsync();
        await SetAsync(database, "k0", "1");
        await database.DisposeAsync();
        database = await OpenAsync();
        await HurryAsync(database);
        for (var revision = 2; revision <= LoggedCommits; revision++)
        {
            await SetAsync(database, $"k{revision % 4}", $"{revision}");
        }

        return (await ReadSharedAsync(File), await ReadSharedAsync(File + "-wal"));
    }

    private async Task<long> RecoverAsync(byte[] file, byte[] log)
    {
        var path = Path.Combine(Folder, $"recovered-{Guid.NewGuid():N}.db");
        await System.IO.File.WriteAllBytesAsync(path, file, Cancellation);
        await System.IO.File.WriteAllBytesAsync(path + "-wal", log, Cancellation);
        await using var database = new SqliteOptionDatabase($"Data Source={path}");
        await database.InitializeAsync(Cancellation);
        var image = await ReadAsync(database);
        var expected = Enumerable.Range(1, (int)image.Position.Revision)
            .GroupBy(revision => revision == 1 ? 0 : revision % 4)
            .Select(revisions => $"k{revisions.Key}={revisions.Last()}@{revisions.Last()}");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            image.Rows.Values.Select(row => $"{row.Key}={row.Value}@{row.Revision}").Order(StringComparer.Ordinal));
        await SetAsync(database, "after", "1");
        await database.DisposeAsync();
        AssertIntact(path);
        return image.Position.Revision;
    }

    private int RootPage(string name)
    {
        if (name == "sqlite_schema")
        {
            return 0;
        }

        using var command = Connect().CreateCommand();
        command.CommandText = $"select rootpage from sqlite_schema where name = '{name}'";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) - 1;
    }

    private async Task Replace(byte[] content)
    {
        // As a person restores: in the place of the damaged file, with nothing of it left beside.
        var restored = Path.Combine(Folder, "restored");
        await System.IO.File.WriteAllBytesAsync(restored, content, Cancellation);
        System.IO.File.Move(restored, File, overwrite: true);
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Cancellation);
        return content.ToArray();
    }
}
