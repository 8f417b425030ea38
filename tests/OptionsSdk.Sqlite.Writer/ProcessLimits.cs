using System.Runtime.InteropServices;

namespace OptionsSdk.Sqlite.Writer;

/// <summary>Limits that the operating system enforces on this process, whoever runs it.</summary>
internal static partial class ProcessLimits
{
    private const int FileSizeExceeded = 25;
    private const int FileSize = 1;

    /// <summary>Lets no file grow beyond a size, so that writing there fails as it does on a broken disk.</summary>
    /// <param name="bytes">The size; the highest that is allowed if <see langword="null"/>.</param>
    public static void LimitFileSize(ulong? bytes)
    {
        // By default the signal ends the process; ignored, the write fails instead.
        Signal(FileSizeExceeded, 1);
        var limit = default(Limit);
        Check(GetLimit(FileSize, ref limit));
        limit.Current = bytes ?? limit.Maximum;
        Check(SetLimit(FileSize, ref limit));
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"The limit was refused, error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, ref Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, ref Limit limit);

    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
