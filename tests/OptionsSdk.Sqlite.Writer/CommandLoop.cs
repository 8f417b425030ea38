using System.Collections.Immutable;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Writer;

/// <summary>
/// A process that does to an options file what it is told, line by line, and answers each line. The tests limit, race and kill it.
/// </summary>
internal static class CommandLoop
{
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        SqliteOptionDatabase? database = null;
        try
        {
            await output.WriteLineAsync("ready");
            while (await input.ReadLineAsync() is { } line)
            {
                var words = line.Split('\t');
                try
                {
                    switch (words)
                    {
                        case ["open", var path]:
                            if (database is not null)
                            {
                                await database.DisposeAsync();
                            }

                            database = new($"Data Source={path}");
                            await database.InitializeAsync();
                            await output.WriteLineAsync("opened");
                            break;
                        case ["set", var key, var value]:
                            await output.WriteLineAsync($"ack\t{await SetAsync(database!, key, value)}");
                            break;
                        case ["fill", var key, var length]:
                            await output.WriteLineAsync($"ack\t{await SetAsync(database!, key, new('x', int.Parse(length, null)))}");
                            break;
                        case ["get", var key]:
                            await output.WriteLineAsync($"value\t{(await database!.ReadRowAsync(key)).Row?.Value}");
                            break;
                        case ["write", var prefix]:
                            await WriteForEverAsync(database!, prefix, output);
                            break;
                        case ["limit", var bytes]:
                            ProcessLimits.LimitFileSize(bytes.Length == 0 ? null : ulong.Parse(bytes, null));
                            await output.WriteLineAsync("limited");
                            break;
                        case ["close"]:
                            await database!.DisposeAsync();
                            database = null;
                            await output.WriteLineAsync("closed");
                            break;
                        default:
                            await output.WriteLineAsync($"unknown\t{line}");
                            break;
                    }
                }
                catch (OptionException exception)
                {
                    await output.WriteLineAsync($"error\t{exception.GetType().Name}\t{exception.Problem.ReplaceLineEndings(" ")}");
                }
            }

            return 0;
        }
        finally
        {
            if (database is not null)
            {
                await database.DisposeAsync();
            }
        }
    }

    private static async Task WriteForEverAsync(SqliteOptionDatabase database, string prefix, TextWriter output)
    {
        // Fillers of many pages, so that a kill often finds the writer in the middle of writing. Secret, so that the log does not grow by them.
        var filler = new string('v', 60_000);
        for (var number = 0; ; number++)
        {
            var revision = await CommitAsync(
                database,
                [
                    new($"{prefix}.{number % 10}", $"{number}"),
                    .. Enumerable.Range(0, 3).Select(index => new StoreWrite($"filler.{index}", $"{prefix}:{number}:{filler}", IsSecret: true)),
                ]);
            await output.WriteLineAsync($"ack\t{number}\t{revision}");
        }
    }

    private static Task<long> SetAsync(SqliteOptionDatabase database, string key, string value) => CommitAsync(database, [new(key, value)]);

    private static async Task<long> CommitAsync(SqliteOptionDatabase database, ImmutableArray<StoreWrite> writes)
    {
        var commit = new StoreCommit(Guid.NewGuid(), writes, OptionChannel.Application, "writer", null, DateTime.UtcNow);
        return (await database.CommitAsync(commit)).Delta.To.Revision;
    }
}
