namespace OptionsSdk.Servers;

/// <summary>A program that the machine may lack. Without it a developer's run skips the tests that need it; CI fails them.</summary>
public static class ServerProgram
{
    private static readonly string[] MoreFolders = ["/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin"];

    /// <summary>Finds a program in the path, in the usual folders, or in the folders that are named.</summary>
    /// <param name="name">The program's file name.</param>
    /// <param name="package">What to install, for the one who reads the message.</param>
    /// <param name="folders">Folders to look into first.</param>
    public static string Require(string name, string package, params IEnumerable<string> folders)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = folders.Concat(path).Concat(MoreFolders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null)
        {
            RequireSuccess(false, $"{name} is not installed. Install {package}.");
        }

        return found!;
    }

    /// <summary>Skips a test on a developer's machine, and fails it in CI, if something that the machine should do was not done.</summary>
    public static void RequireSuccess(bool isDone, string message)
    {
        if (!isDone)
        {
            Assert.SkipUnless(IsContinuousIntegration, message);
            Assert.Fail(message);
        }
    }

    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true" or "1";
}
