using System.Runtime.CompilerServices;

namespace OptionsSdk.Analyzers.Testing;

/// <summary>
/// The documentation page of a rule. Its examples are programs: fences <c>csharp</c> are files, <c>csharp library</c> files of a referenced
/// library, <c>json</c> the lock file.
/// </summary>
public sealed class RulePage
{
    private readonly string _text;

    private RulePage(string text) => _text = text;

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../generators/docs/rules"));

    public string Title => _text.Split('\n')[0];

    public IEnumerable<string> Headings => _text.Split('\n').Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]);

    public static RulePage? Find(string id) =>
        Path.Combine(Folder, $"{id}.md") is var path && File.Exists(path) ? new(File.ReadAllText(path)) : null;

    /// <summary>The program of a section.</summary>
    public AnalyzerTest Program(string heading)
    {
        var section = _text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        var test = AnalyzerTest.Of([.. Fences(section, "csharp")]);
        if (Fences(section, "csharp library").ToArray() is { Length: > 0 } library)
        {
            test.WithLibrary(library);
        }

        foreach (var file in Fences(section, "json"))
        {
            test.WithAdditionalFile("options.lock.json", file);
        }

        return test;
    }

    private static IEnumerable<string> Fences(string section, string language)
    {
        var blocks = section.Split($"```{language}\n");
        return blocks.Skip(1).Select(static block => block.Split("```")[0]);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
