namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>Lock files of tests, and programs that are compared with them.</summary>
internal static class LockFileText
{
    public const string Path = "/project/options.lock.json";

    /// <summary>A lock file with these lines of options, their keys without quotes; the first one is line 4.</summary>
    public static string Of(params IEnumerable<string> options) => Of(options, [], []);

    /// <summary>A lock file with these lines.</summary>
    public static string Of(IEnumerable<string> options, IEnumerable<string> enumerations, IEnumerable<string> retired) =>
        $$"""
        {
          "version": 1,
          "options": {
            {{string.Join(",\n    ", options.Select(Line))}}
          },
          "enumerations": {
            {{string.Join(",\n    ", enumerations.Select(Line))}}
          },
          "retired": [
            {{string.Join(",\n    ", retired)}}
          ]
        }

        """;

    /// <summary>A group <c>mail</c> with these members, beside types that they use.</summary>
    public static string Group(string members, string types = "") =>
        $$"""
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            {{members}}
        }

        {{types}}
        """;

    /// <summary>Gives a program its lock file.</summary>
    public static AnalyzerTest WithLock(this AnalyzerTest test, params IEnumerable<string> options) => test.WithAdditionalFile(Path, Of(options));

    private static string Line(string line) => line.IndexOf(": {", StringComparison.Ordinal) is var end and > 0 ? $"\"{line[..end]}\"{line[end..]}" : line;
}
