namespace Quickstart.Tests;

/// <summary>Runs the program's verbs on a database of its own.</summary>
public sealed class CommandLineFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quickstart-tests-");

    public string DatabaseFile => Path.Combine(_folder.FullName, "options.db");

    public string WriteFile(string content)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, content);
        return file;
    }

    public async Task<CommandLineResult> RunAsync(params IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            [.. arguments, "--database", DatabaseFile], output, error, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
