namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>What a process left behind.</summary>
/// <param name="Command">The command line, for messages.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, to both streams.</param>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public CommandResult Succeeded()
    {
        if (ExitCode != 0)
        {
            // Many tests share one build: what went wrong is enough for each of them.
            string[] errors = [.. Lines.Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(10)];
            Assert.Fail($"{Command} ended with {ExitCode}:\n{string.Join('\n', errors.Length > 0 ? errors : Lines.TakeLast(20))}");
        }

        return this;
    }
}
