using System.Runtime.InteropServices;

namespace Corpus.Start;

/// <summary>How long a thread or the whole process has really run, whatever else the machine did.</summary>
internal static partial class Clock
{
    public static double Process => Read(2);

    public static double Thread => Read(3);

    private static double Read(int clock)
    {
        _ = GetTime(clock, out var time);
        return (time.Seconds * 1e9) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
