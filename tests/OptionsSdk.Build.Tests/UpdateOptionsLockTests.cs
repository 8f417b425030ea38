namespace OptionsSdk.Build.Tests;

/// <summary>The target at work, in real builds of a small project that knows nothing of this repository.</summary>
public sealed class UpdateOptionsLockTests : IDisposable
{
    private const string Written =
        """
        {
          "version": 1,
          "options": {
            "mail.level": { "type": "System.DayOfWeek" },
            "mail.port": { "type": "int", "default": "25" }
          },
          "enumerations": {
            "System.DayOfWeek": { "members": ["Friday", "Monday", "Saturday", "Sunday", "Thursday", "Tuesday", "Wednesday"] }
          },
          "retired": []
        }

        """;

    private readonly TemporaryFolder _folder = new();

    private string LockFile => _folder["options.lock.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_target_writes_updates_and_leaves_the_file_and_builds_are_compared_with_it()
    {
        Declare("public partial int Port { get; } = 25;\n    public partial System.DayOfWeek Level { get; }");
        Project("<OptionsSdkLock>true</OptionsSdkLock><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");

        // Without the file every key is an error here, which must not keep the file from being written.
        Assert.Contains("OSDK1106", await BuildAsync(succeeds: false), StringComparison.Ordinal);
        Assert.Contains("2 options, 2 added, 0 changed, 0 retired", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
        Assert.Equal(Written, await File.ReadAllTextAsync(LockFile, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("OSDK11", await BuildAsync(succeeds: true), StringComparison.Ordinal);

        // The same again touches nothing.
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(LockFile, time);
        Assert.Contains("is up to date: 2 options", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
        Assert.Equal(time, File.GetLastWriteTimeUtc(LockFile));

        // What stored values do not survive is an error in a build, and an update in an update.
        Declare("public partial string Port { get; } = \"25\";\n    public partial System.DayOfWeek Level { get; }");
        Assert.Contains("Options.cs(4,27): error OSDK1103", await BuildAsync(succeeds: false), StringComparison.Ordinal);
        Assert.Contains("0 added, 1 changed", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
        Assert.DoesNotContain("OSDK11", await BuildAsync(succeeds: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_nobody_retired_stays_until_somebody_does()
    {
        Declare("public partial int Port { get; } = 25;");
        Project("<OptionsSdkLock>true</OptionsSdkLock>");
        await File.WriteAllTextAsync(LockFile, Written, TestContext.Current.CancellationToken);

        Assert.Contains("options.lock.json(4,5): error OSDK1101", await BuildAsync(succeeds: false), StringComparison.Ordinal);
        var output = await UpdateAsync(succeeds: true);
        Assert.Contains("options.lock.json : warning OSDK0015: The key 'mail.level' is not declared any more", output, StringComparison.Ordinal);
        Assert.Equal(Written, await File.ReadAllTextAsync(LockFile, TestContext.Current.CancellationToken));

        await File.WriteAllTextAsync(_folder["Retired.cs"], "[assembly: OptionsSdk.RetiredOption(\"mail.level\")]", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("OSDK", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(LockFile, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("DayOfWeek", text, StringComparison.Ordinal);
        Assert.Contains("  \"retired\": [\n    \"mail.level\"\n  ]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_the_property_is_told_of_it()
    {
        Declare("public partial int Port { get; } = 25;");
        Project("");
        Assert.Contains("error OSDK0011: The project has no lock file to update. Set the property OptionsSdkLock to true in the project file: <OptionsSdkLock>true</OptionsSdkLock>.", await UpdateAsync(succeeds: false), StringComparison.Ordinal);
        Assert.False(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_project_that_does_not_use_the_library_is_told_so()
    {
        await File.WriteAllTextAsync(_folder["Nothing.cs"], "internal static class Nothing;", TestContext.Current.CancellationToken);
        Project("<OptionsSdkLock>true</OptionsSdkLock>");
        Assert.Contains("error OSDK0012: The assembly does not use OptionsSdk", await UpdateAsync(succeeds: false), StringComparison.Ordinal);
        Assert.False(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_not_overwritten_but_a_conflict_is_resolved()
    {
        Declare("public partial int Port { get; } = 25;");
        Project("<OptionsSdkLock>true</OptionsSdkLock>");
        await File.WriteAllTextAsync(LockFile, "{\n  \"version\": 1,\n  \"retired\": [\"a\" \"b\"]\n}\n", TestContext.Current.CancellationToken);
        Assert.Contains("options.lock.json(3): error OSDK0013: The lock file cannot be read, because it is not JSON", await UpdateAsync(succeeds: false), StringComparison.Ordinal);

        await File.WriteAllTextAsync(LockFile, "{\n  \"version\": 1,\n  \"retired\": [\n<<<<<<< HEAD\n\"a\"\n=======\n\"b\"\n>>>>>>> branch\n]\n}\n", TestContext.Current.CancellationToken);
        Assert.Contains("options.lock.json(4,1): error OSDK1107", await BuildAsync(succeeds: false), StringComparison.Ordinal);
        await UpdateAsync(succeeds: true);
        Assert.Contains("    \"a\",\n    \"b\"\n", await File.ReadAllTextAsync(LockFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_for_several_frameworks_has_one_file()
    {
        Declare("public partial int Port { get; } = 25;\n#if !NET10_0\n    public partial int Never { get; }\n#endif");
        Project("<OptionsSdkLock>true</OptionsSdkLock>", "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>");
        Assert.Contains("1 options, 1 added", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
    }

    private static string Here(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private void Declare(string options) => File.WriteAllText(
        _folder["Options.cs"],
        $$"""
        [OptionsSdk.OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            {{options}}
        }
        """);

    private void Project(string properties, string frameworks = "<TargetFramework>net10.0</TargetFramework>") => File.WriteAllText(
        _folder["Acme.csproj"],
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            {frameworks}
            <LangVersion>14</LangVersion>
            <Nullable>enable</Nullable>
            <NuGetAudit>false</NuGetAudit>
            <OptionsSdkBuildAssembly>{Here("OptionsSdk.Build.dll")}</OptionsSdkBuildAssembly>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{Here("OptionsSdk.dll")}" />
            <Reference Include="{Here("Microsoft.Extensions.*.dll")}" />
            <Analyzer Include="{Here("OptionsSdk.Generators.dll")};{Here("OptionsSdk.Analyzers.dll")}" />
          </ItemGroup>
          <Import Project="{Here("package/buildTransitive/OptionsSdk.Lock.targets")}" Condition="'$(TargetFramework)' != ''" />
          <Import Project="{Here("package/buildMultiTargeting/OptionsSdk.targets")}" Condition="'$(TargetFramework)' == ''" />
        </Project>
        """);

    private Task<string> BuildAsync(bool succeeds) => RunAsync(succeeds, "build");

    private Task<string> UpdateAsync(bool succeeds) => RunAsync(succeeds, "build", "-t:UpdateOptionsLock");

    private async Task<string> RunAsync(bool succeeds, params string[] arguments)
    {
        var (exitCode, output) = await CommandLine.DotnetAsync(_folder.Path, arguments);
        Assert.True(succeeds == (exitCode == 0), output);
        return output;
    }
}
