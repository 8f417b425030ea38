using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Build.Framework;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build;

/// <summary>Writes the lock file of a project from its freshly built assembly, which is read and neither loaded nor run.</summary>
public sealed class UpdateOptionsLock : Microsoft.Build.Utilities.Task
{
    private const string HelpLinkBase = "https://github.com/OptionsSdk/OptionsSdk/blob/main/generators/docs/lock.md";
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The files that it was compiled against, in which the enumerations of options may be defined.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Builds give lists as arrays.")]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The lock file, which need not exist.</summary>
    [Required]
    public string LockFile { get; set; } = "";

    /// <summary>Updates the file if it differs.</summary>
    /// <returns>Whether the file is up to date.</returns>
    public override bool Execute()
    {
        try
        {
            Update();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Error("OSDK0014", Assembly, 0, exception.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private void Update()
    {
        using var assembly = OptionAssembly.Open(Assembly, References.Select(static reference => reference.ItemSpec));
        if (!assembly.ReferencesRuntime)
        {
            Error("OSDK0012", Assembly, 0, "The assembly does not use OptionsSdk, so that there is nothing to lock. Reference the package and declare an option group, or remove the property OptionsSdkLock.");
            return;
        }

        var text = File.Exists(LockFile) ? File.ReadAllText(LockFile) : null;
        var (before, problem) = text is null ? (Analyzers.Lock.Format.LockFile.Empty, null) : LockFileReader.ReadMerged(text);
        if (before is null)
        {
            Error("OSDK0013", LockFile, LineOf(text!, problem!.Start), $"The lock file cannot be read, because {problem.Message}. Its retired keys would be lost: {(problem.Remedy == LockProblem.Resolve ? LockProblem.Restore : problem.Remedy)}.");
            return;
        }

        var update = LockUpdate.Create(before, assembly.Read());
        Write(update, text);
        foreach (var key in update.Abandoned)
        {
            Log.LogWarning(
                null,
                "OSDK0015",
                null,
                HelpLinkBase,
                LockFile,
                0,
                0,
                0,
                0,
                $"The key '{key}' is not declared any more, and stays in the lock file because values of it may be stored. State [assembly: RetiredOption(\"{key}\")] and update again; if no value was ever stored, remove its line.");
        }
    }

    private void Write(LockUpdate update, string? text)
    {
        var written = LockFileWriter.Write(update.File);
        if (written == text)
        {
            Log.LogMessage(MessageImportance.High, $"{LockFile} is up to date: {update.File.Options.Count} options.");
            return;
        }

        File.WriteAllText(LockFile, written, Encoding);
        Log.LogMessage(
            MessageImportance.High,
            $"{LockFile} is updated: {update.File.Options.Count} options, {update.Added.Count} added, {update.Changed.Count} changed, {update.Retired.Count} retired.");
    }

    private void Error(string code, string file, int line, string message) => Log.LogError(null, code, null, HelpLinkBase, file, line, 0, 0, 0, message);

    private static int LineOf(string text, int position) => 1 + text.Take(position).Count(static character => character == '\n');
}
