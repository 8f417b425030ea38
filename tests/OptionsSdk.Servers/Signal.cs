using System.Runtime.InteropServices;

namespace OptionsSdk.Servers;

/// <summary>Signals to processes that the tests started.</summary>
public static partial class Signal
{
    private const int Quit = 3;
    private const int Kill = 9;
    private const int Terminate = 15;

    /// <summary>Asks a process to end at once, in order: what PostgreSQL calls an immediate shutdown.</summary>
    public static void SendQuit(int process) => Send(process, Quit);

    /// <summary>Ends a process without a word.</summary>
    public static void SendKill(int process) => Send(process, Kill);

    /// <summary>Asks a process to end.</summary>
    public static void SendTerminate(int process) => Send(process, Terminate);

    /// <summary>Stops a process where it stands: it keeps its connections and answers nothing.</summary>
    public static void SendStop(int process) => Send(process, OperatingSystem.IsMacOS() ? 17 : 19);

    /// <summary>Lets a stopped process go on.</summary>
    public static void SendContinue(int process) => Send(process, OperatingSystem.IsMacOS() ? 19 : 18);

    private static void Send(int process, int signal)
    {
        // Zero and less would address whole groups of processes.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(process);
        _ = SendSignal(process, signal);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
