using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>
/// A test of what only Unix allows: there an open file can be deleted, moved and replaced. Windows refuses it to begin with.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Design", "CA1019:Define accessors for attribute arguments", Justification = "The base has them, under names of its own.")]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        SkipUnless = nameof(IsUnix);
        SkipType = typeof(UnixFactAttribute);
        Skip = "Windows does not let go of an open file.";
        Timeout = 120_000;
    }

    public static bool IsUnix => !OperatingSystem.IsWindows();
}
