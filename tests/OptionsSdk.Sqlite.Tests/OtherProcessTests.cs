using System.Diagnostics;
using System.Globalization;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>Processes that start at once, are killed, or write to a disk that fails.</summary>
public sealed class OtherProcessTests : SqliteFileTests
{
    private const int Kills = 50;

    [Fact(Timeout = 4 * Patience)]
    public async Task Whatever_was_acknowledged_is_there_after_the_writer_was_killed_fifty_times()
    {
        var acknowledged = new List<(string Key, int Number, long Revision)>();
        var next = WriterProcess.Start();
        for (var round = 0; round < Kills; round++)
        {
            using var writer = next;

            // The next one starts up beside it, so that only its work is waited for.
            next = round + 1 < Kills ? WriterProcess.Start() : next;
            await writer.UntilReadyAsync();
            Assert.Equal("opened", await writer.AskAsync("open", File));
            writer.Tell("write", $"w{round}");
            for (var count = 0; count < 1 + (round % 7); count++)
            {
                Note(await writer.ReadAsync(), round);
            }

            // At any moment of the next write, another one in each round.
            SpinFor(TimeSpan.FromMicroseconds(round * 25));
            writer.Kill();
            while (await writer.ReadAsync() is { } line)
            {
                Note(line, round);
            }

            // In the other rounds the next writer is the first one to see what was left behind.
            if (round % 5 == 0)
            {
                AssertIntact();
            }
        }

        AssertIntact();
        var log = ReadLog();
        Assert.Equal(Enumerable.Range(1, log.Count).Select(revision => (long)revision), log.Select(change => change.Revision));
        Assert.Empty(acknowledged.Except(log));
        Assert.InRange(log.Count, acknowledged.Count, acknowledged.Count + Kills);
        var image = await ReadAsync(await OpenAsync());
        Assert.Equal(log.Count, image.Position.Revision);
        var last = log[^1];
        var fillers = image.Rows.Values.Where(row => row.Key.StartsWith("filler.", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, fillers.Count);
        Assert.All(fillers, row => Assert.StartsWith($"{last.Key.Split('.')[0]}:{last.Number}:", row.Value!, StringComparison.Ordinal));
        Assert.All(fillers, row => Assert.Equal(last.Revision, row.Revision));
        Assert.Equal(
            log.GroupBy(change => change.Key).Select(changes => $"{changes.Key}={changes.Last().Number}@{changes.Last().Revision}").Order(StringComparer.Ordinal),
            image.Rows.Values.Except(fillers).Select(row => $"{row.Key}={row.Value}@{row.Revision}").Order(StringComparer.Ordinal));

        void Note(string? line, int round)
        {
            var words = line!.Split('\t');
            Assert.Equal(("ack", 3), (words[0], words.Length));
            var number = int.Parse(words[1], CultureInfo.InvariantCulture);
            acknowledged.Add(($"w{round}.{number % 10}", number, long.Parse(words[2], CultureInfo.InvariantCulture)));
        }
    }

    [Fact(Timeout = 4 * Patience)]
    public async Task Six_processes_create_the_schema_of_one_file_at_once()
    {
        var processes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => WriterProcess.StartAsync()));
        try
        {
            for (var round = 0; round < 10; round++)
            {
                var path = Path.Combine(Folder, $"created-{round}.db");

                var answers = await Task.WhenAll(processes.Select(process => process.AskAsync("open", path)));

                Assert.All(answers, answer => Assert.Equal("opened", answer));
                var revisions = await Task.WhenAll(processes.Select((process, number) => process.AskAsync("set", $"k{number}", "1")));
                Assert.Equal(Enumerable.Range(1, 6).Select(revision => $"ack\t{revision}"), revisions.Order(StringComparer.Ordinal));
                AssertIntact(path);
            }
        }
        finally
        {
            Array.ForEach(processes, process => process.Dispose());
        }
    }

    [UnixFact]
    public async Task A_disk_that_refuses_to_write_loses_nothing_acknowledged_and_reading_goes_on()
    {
        using var writer = await WriterProcess.StartAsync();
        Assert.Equal("opened", await writer.AskAsync("open", File));
        Assert.Equal("ack\t1", await writer.AskAsync("set", "a", "1"));
        Assert.Equal("limited", await writer.AskAsync("limit", "300000"));

        // Each refusal ends in a new connection, which brings the log into the file and finds some room again; then there is none.
        var acknowledged = new List<string>();
        var refusals = 0;
        for (var number = 0; refusals < 3; number++)
        {
            var answer = await writer.AskAsync("fill", $"k{number}", "20000");
            Assert.Matches("^(ack|error\tOption(WriteOutcomeUnknown|Store[A-Za-z]+)Exception)\t", answer);
            if (answer.StartsWith("ack", StringComparison.Ordinal))
            {
                acknowledged.Add($"k{number}");
                refusals = 0;
            }
            else
            {
                refusals++;
            }
        }

        Assert.InRange(acknowledged.Count, 1, 30);
        Assert.Equal("value\t1", await writer.AskAsync("get", "a"));

        Assert.Equal("limited", await writer.AskAsync("limit", string.Empty));
        Assert.StartsWith("ack\t", await writer.AskAsync("set", "b", "2"), StringComparison.Ordinal);
        Assert.Equal("closed", await writer.AskAsync("close"));
        AssertIntact();
        var image = await ReadAsync(await OpenAsync());
        Assert.Equal(("1", "2"), (image.Find("a")!.Value, image.Find("b")!.Value));
        Assert.All(acknowledged, key => Assert.NotNull(image.Find(key)));
    }

    private static void SpinFor(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
        }
    }

    private List<(string Key, int Number, long Revision)> ReadLog()
    {
        using var command = Connect().CreateCommand();
        command.CommandText = "select key, new_value, revision from opt_change where not secret order by revision";
        using var reader = command.ExecuteReader();
        var log = new List<(string, int, long)>();
        while (reader.Read())
        {
            log.Add((reader.GetString(0), int.Parse(reader.GetString(1), CultureInfo.InvariantCulture), reader.GetInt64(2)));
        }

        return log;
    }
}
