namespace OptionsSdk.Build.Tests;

/// <summary>The target at work, in real builds of a small project that knows nothing of this repository.</summary>
public sealed class LockTargetTests : IDisposable
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
    public async Task A_build_is_compared_with_the_file_that_the_target_writes()
    {
        Declare("public partial int Port { get; } = 25;\n    public partial System.DayOfWeek Level { get; }");
        Project("<OptionsSdkLock>true</OptionsSdkLock><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");

        // Without the file every key is an error here, which must not keep the file from being written.
        Assert.Contains("OSDK1106", await BuildAsync(succeeds: false), StringComparison.Ordinal);
        Assert.Contains("2 options, 2 added, 0 changed, 0 retired", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
        Assert.Equal(Written, await File.ReadAllTextAsync(LockFile, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("OSDK11", await BuildAsync(succeeds: true), StringComparison.Ordinal);

        // What stored values do not survive is an error in a build, and an update in an update.
        Declare("public partial string Port { get; } = \"25\";\n    public partial System.DayOfWeek Level { get; }");
        Assert.Contains("Options.cs(4,27): error OSDK1103", await BuildAsync(succeeds: false), StringComparison.Ordinal);
        Assert.Contains("0 added, 1 changed", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
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
    public async Task A_project_for_several_frameworks_has_one_file()
    {
        Declare("public partial int Port { get; } = 25;");
        Project("<OptionsSdkLock>true</OptionsSdkLock>", "<TargetFrameworks>net10.0</TargetFrameworks>");
        Assert.Contains("1 options, 1 added", await UpdateAsync(succeeds: true), StringComparison.Ordinal);
        Assert.True(File.Exists(LockFile));
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
