using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OptionsSdk.Store.LastKnownGood;

/// <summary>
/// Refuses files and folders that others than this process' user and root could have written: whoever writes the file decides the options
/// of the next start.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixPermissions
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int CurrentFolder = -100;
    private const uint WantOwner = 0x8;
    private const int OwnerOffset = 20;
    private const int StatusSize = 256;

    /// <exception cref="InvalidDataException">Everybody may write to the folder, or it belongs to another user.</exception>
    public static void RequireSafeFolder(string folder)
    {
        if ((File.GetUnixFileMode(folder) & UnixFileMode.OtherWrite) != 0)
        {
            throw new InvalidDataException("everybody may write to its folder; give it a folder of its own");
        }

        RequireSafeOwner(folder, "its folder");
    }

    /// <exception cref="InvalidDataException">Others may write the file, or it belongs to another user.</exception>
    public static void RequireSafeFile(string path, SafeFileHandle handle)
    {
        if ((File.GetUnixFileMode(handle) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
        {
            throw new InvalidDataException("others than its owner may write it");
        }

        if (!RequireSafeOwner(path, "it"))
        {
            RequireOwnership(handle);
        }
    }

    // Where the system does not tell the owner: changing the mode is the owner's privilege.
    private static void RequireOwnership(SafeFileHandle handle)
    {
        try
        {
            File.SetUnixFileMode(handle, OwnerOnly);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidDataException("it belongs to another user", exception);
        }
    }

    private static bool RequireSafeOwner(string path, string subject)
    {
        if (!TryGetOwner(path, out var owner))
        {
            return false;
        }

        return owner == 0 || owner == EffectiveUser() ? true : throw new InvalidDataException($"{subject} belongs to another user");
    }

    private static bool TryGetOwner(string path, out uint owner)
    {
        owner = 0;
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var status = new byte[StatusSize];
            if (ReadStatus(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, WantOwner, status) != 0)
            {
                return false;
            }

            owner = BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(OwnerOffset));
            if (!BitConverter.IsLittleEndian)
            {
                owner = BinaryPrimitives.ReverseEndianness(owner);
            }

            return true;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    // statx, whose structure is the same on every architecture.
    [SuppressMessage("Interoperability", "SYSLIB1054:Use LibraryImport", Justification = "The generator needs unsafe code, for arguments that need no marshalling.")]
    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadStatus(int folder, byte[] path, int flags, uint wanted, [Out] byte[] status);

    [SuppressMessage("Interoperability", "SYSLIB1054:Use LibraryImport", Justification = "As above.")]
    [DllImport("libc", EntryPoint = "geteuid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
