using System.Threading.Channels;

namespace Quickstart.Tests;

/// <summary>Output that can be waited for, line by line.</summary>
public sealed class LineWriter : StringWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public async Task<string> ReadLineAsync(string content)
    {
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (line.Contains(content, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }
}
