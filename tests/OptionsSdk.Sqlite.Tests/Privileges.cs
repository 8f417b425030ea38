using System.Runtime.InteropServices;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>Makes permission bits count for one store, also where the tests are run by root, who may ignore them.</summary>
internal static partial class Privileges
{
    private const uint Version = 0x20080522;
    private const uint IgnorePermissions = (1 << 1) | (1 << 2);

    /// <summary>
    /// Starts work on a thread that has lost the right to ignore permissions. A store's own thread is started by its first call and
    /// inherits that loss for good.
    /// </summary>
    public static async Task RunAsync(Func<Task> work)
    {
        if (!OperatingSystem.IsLinux() || EffectiveUser() != 0)
        {
            await work();
            return;
        }

        var started = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                var header = new Header { Version = Version };
                Span<Data> data = stackalloc Data[2];
                Check(CapGet(ref header, ref data[0]));
                data[0].Effective &= ~IgnorePermissions;
                data[0].Permitted &= ~IgnorePermissions;
                Check(CapSet(ref header, ref data[0]));
                started.SetResult(work());
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        }).Start();
        await await started.Task;
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"The capabilities could not be changed, error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "capget", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CapGet(ref Header header, ref Data data);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CapSet(ref Header header, ref Data data);

    private struct Header
    {
        public uint Version;
        public int Process;
    }

    private struct Data
    {
        public uint Effective;
        public uint Permitted;
        public uint Inheritable;
    }
}
