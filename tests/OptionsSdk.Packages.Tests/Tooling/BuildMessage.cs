using System.Text.RegularExpressions;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>An error or a warning of a build.</summary>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="Id">Its id.</param>
/// <param name="Text">What it says.</param>
/// <param name="Project">The project that was built, without folder and extension.</param>
internal sealed partial record BuildMessage(bool IsError, string Id, string Text, string Project)
{
    public static IReadOnlyList<BuildMessage> In(CommandResult result) =>
        [.. result.Lines.Select(static line => Line.Match(line)).Where(static match => match.Success).Select(static match => new BuildMessage(
            match.Groups["severity"].Value == "error",
            match.Groups["id"].Value,
            match.Groups["text"].Value,
            Path.GetFileNameWithoutExtension(match.Groups["project"].Value))).Distinct()];

    public static IReadOnlyList<BuildMessage> In(CommandResult result, string project) => [.. In(result).Where(message => message.Project == project)];

    [GeneratedRegex(@"^(?<origin>.*?)\s*:\s*(?<severity>error|warning) (?<id>[A-Z]+[0-9]+)\s*: (?<text>.*?)(?: \[(?<project>[^\]]*)\])?$")]
    private static partial Regex Line { get; }
}
