using System.Runtime.CompilerServices;
using System.Text;

namespace OptionsSdk.Generators.Tests;

/// <summary>
/// Compares generated files with approved ones beside the tests (<c>Snapshots/Name.Hint.verified.cs</c>). A difference writes the
/// <c>.received.cs</c> and fails; so does an approved file that is no longer generated. <c>UPDATE_SNAPSHOTS=1</c> approves.
/// </summary>
internal static class SnapshotFile
{
    public static void Verify(GeneratorRun run, [CallerMemberName] string name = "", [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var isUpdating = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";
        var expected = run.Files.ToDictionary(file => PathOf(folder, name, file.Key), static file => file.Value);
        var problems = new StringBuilder();
        foreach (var (path, text) in expected)
        {
            var received = path.Replace(".verified.cs", ".received.cs", StringComparison.Ordinal);
            File.Delete(received);
            if (isUpdating)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(path, text);
            }
            else if (!File.Exists(path) || Normalize(File.ReadAllText(path)) != text)
            {
                File.WriteAllText(received, text);
                problems.Append(FirstDifference(File.Exists(path) ? Normalize(File.ReadAllText(path)) : "", text, Path.GetFileName(path)));
            }
        }

        foreach (var stale in Directory.EnumerateFiles(folder, $"{name}.*.verified.cs").Where(path => !expected.ContainsKey(path)))
        {
            if (isUpdating)
            {
                File.Delete(stale);
            }
            else
            {
                problems.Append(Path.GetFileName(stale)).Append(" is no longer generated.\n");
            }
        }

        Assert.True(problems.Length == 0, problems.ToString());
    }

    private static string PathOf(string folder, string name, string hint) =>
        Path.Combine(folder, $"{name}.{hint.Replace(".g.cs", "", StringComparison.Ordinal)}.verified.cs");

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string FirstDifference(string approved, string received, string file)
    {
        var (left, right) = (approved.Split('\n'), received.Split('\n'));
        var line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        return $"{file}, line {line + 1}:\n- {left.ElementAtOrDefault(line)}\n+ {right.ElementAtOrDefault(line)}\n";
    }
}
