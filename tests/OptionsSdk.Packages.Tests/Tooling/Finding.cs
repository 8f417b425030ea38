using System.Text.Json;
using System.Text.RegularExpressions;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>What the compiler, or an analyzer in it, said about a line.</summary>
/// <param name="Id">The id.</param>
/// <param name="File">The file's name without its folder; empty where there is none.</param>
/// <param name="Line">The line, from 1; 0 where there is none.</param>
internal sealed partial record Finding(string Id, string File, int Line)
{
    /// <summary>What a project's compiler found of every severity, without what a suppressor took back.</summary>
    public static IReadOnlyList<Finding> Reported(string projectFolder)
    {
        using var log = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(projectFolder, "diagnostics.sarif")));
        return
        [
            .. from run in log.RootElement.GetProperty("runs").EnumerateArray()
               from result in run.GetProperty("results").EnumerateArray()
               where !result.TryGetProperty("suppressions", out var suppressions) || suppressions.GetArrayLength() == 0
               select Of(result),
        ];
    }

    /// <summary>What the comments <c>// expect: ID, ID</c> in a project's sources ask for.</summary>
    public static IReadOnlyList<Finding> Expected(string projectFolder) =>
    [
        .. from file in Directory.EnumerateFiles(projectFolder, "*.cs")
           from line in System.IO.File.ReadLines(file).Index()
           let expectation = Expectation.Match(line.Item)
           where expectation.Success
           from id in expectation.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)
           select new Finding(id, Path.GetFileName(file), line.Index + 1),
    ];

    private static Finding Of(JsonElement result)
    {
        var id = result.GetProperty("ruleId").GetString()!;
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return new(id, "", 0);
        }

        var location = locations[0].GetProperty("physicalLocation");
        return new(
            id,
            Path.GetFileName(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
            location.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [GeneratedRegex(@"// expect: ([A-Z0-9, ]+)$")]
    private static partial Regex Expectation { get; }
}
