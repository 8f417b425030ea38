namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>What Native AOT needs of the machine: the platform's linker.</summary>
internal static class Linker
{
    /// <summary>Skips the test where there is none; continuous integration counts that as a failure.</summary>
    public static void Require()
    {
        if (OperatingSystem.IsWindows() || OnPath("clang") || OperatingSystem.IsLinux() && OnPath("gcc"))
        {
            return;
        }

        const string Reason = "Native AOT needs clang (or gcc on Linux) and the headers of zlib.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(Reason);
        }

        Assert.Skip(Reason);
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
