using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OptionsSdk.Sqlite;

/// <summary>
/// What tells the file under a path from another one that takes its place, asked without opening it: closing any handle of a file would
/// end the locks that SQLite holds on it in this process.
/// </summary>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number there, which may be given again once nobody has the file open.</param>
/// <param name="Born">When the file was made, where the file system keeps it; tells a number that was given again.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Modified">When the content was changed last.</param>
internal readonly partial record struct FileFacts(ulong Device, ulong Number, FileMoment Born, long Length, FileMoment Modified)
{
    private const int NoSuchFile = 2;
    private const int NoFolder = 20;
    private const int Size = 256;

    /// <summary>Asks the file system what a path names now, through symbolic links.</summary>
    /// <param name="path">The path.</param>
    /// <param name="facts">The answer; <see langword="null"/> if there is no such file.</param>
    /// <returns>
    /// <see langword="false"/> if nobody can tell: on Windows, where an open file can be neither deleted nor replaced, and where the right
    /// to look is missing.
    /// </returns>
    public static bool TryRead(string path, out FileFacts? facts)
    {
        facts = null;
        try
        {
            return OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? TryReadLinux(path, out facts)
                : OperatingSystem.IsMacOS() && TryReadMac(path, out facts);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Says whether both are one file, whatever its content.</summary>
    public bool IsSameFile(FileFacts other) => Device == other.Device && Number == other.Number && Born == other.Born;

    private static bool TryReadLinux(string path, out FileFacts? facts)
    {
        const int CurrentFolder = -100;
        const uint Basic = 0x7ff;
        const uint Birth = 0x800;
        facts = null;
        Span<byte> answer = stackalloc byte[Size];
        answer.Clear();
        if (StatX(CurrentFolder, path, 0, Basic | Birth, ref answer[0]) != 0)
        {
            return Marshal.GetLastPInvokeError() is NoSuchFile or NoFolder;
        }

        // The kernel's layout, the same on every architecture.
        var known = MemoryMarshal.Read<uint>(answer);
        facts = new(
            MemoryMarshal.Read<ulong>(answer[136..]),
            MemoryMarshal.Read<ulong>(answer[32..]),
            (known & Birth) == 0 ? default : Moment(answer[80..]),
            MemoryMarshal.Read<long>(answer[40..]),
            Moment(answer[112..]));
        return true;

        static FileMoment Moment(ReadOnlySpan<byte> at) => new(MemoryMarshal.Read<long>(at), MemoryMarshal.Read<uint>(at[8..]));
    }

    private static bool TryReadMac(string path, out FileFacts? facts)
    {
        facts = null;
        Span<byte> answer = stackalloc byte[Size];
        answer.Clear();
        var failed = RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? StatX64(path, ref answer[0])
            : Stat(path, ref answer[0]);
        if (failed != 0)
        {
            return Marshal.GetLastPInvokeError() is NoSuchFile or NoFolder;
        }

        facts = new(
            BinaryPrimitives.ReadUInt32LittleEndian(answer),
            BinaryPrimitives.ReadUInt64LittleEndian(answer[8..]),
            Moment(answer[80..]),
            BinaryPrimitives.ReadInt64LittleEndian(answer[96..]),
            Moment(answer[48..]));
        return true;

        static FileMoment Moment(ReadOnlySpan<byte> at) =>
            new(BinaryPrimitives.ReadInt64LittleEndian(at), BinaryPrimitives.ReadInt64LittleEndian(at[8..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte answer);

    [LibraryImport("libSystem", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(string path, ref byte answer);

    [LibraryImport("libSystem", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX64(string path, ref byte answer);
}
