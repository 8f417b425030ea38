using OptionsSdk.Packages.Tests.Matrix;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>
/// A folder outside the repository where packages are made once and consumers of them are built once; tests take from it what they need.
/// Nothing is written to the repository, nor to the packages that this machine keeps.
/// </summary>
public sealed class Workspace : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("optionssdk-packages-");
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lazy<Task<PackResult>> _packages;
    private readonly Lazy<Task<PackResult>> _packagesAgain;
    private readonly Lazy<Task<CommandResult>> _consumers;
    private readonly Lazy<Task<CommandResult>> _native;

    public Workspace()
    {
        _packages = new(() => Task.Run(() => PackAsync("packages", [])));
        _packagesAgain = new(() => Task.Run(() => PackAsync("packages-again", new Dictionary<string, string> { ["CI"] = "true" })));
        _consumers = new(() => Task.Run(BuildConsumersAsync));
        _native = new(() => Task.Run(PublishNativeAsync));
    }

    internal string ConsumersFolder => Path.Combine(_root.FullName, "consumers");

    /// <summary>What a test writes for itself.</summary>
    internal string Scratch(string name) => Directory.CreateDirectory(Path.Combine(_root.FullName, "scratch", name)).FullName;

    /// <summary>The packages as a developer makes them.</summary>
    internal Task<PackResult> PackagesAsync() => Waited(_packages);

    /// <summary>The packages made again: in another folder, from nothing, as continuous integration makes them.</summary>
    internal Task<PackResult> PackagesAgainAsync() => Waited(_packagesAgain);

    /// <summary>The build of all consumers; some of them are wrong on purpose.</summary>
    internal Task<CommandResult> ConsumersAsync() => Waited(_consumers);

    /// <summary>The console consumer, published with Native AOT.</summary>
    internal Task<CommandResult> NativeAsync() => Waited(_native);

    /// <summary>Runs a consumer that was built.</summary>
    internal async Task<CommandResult> RunConsumerAsync(string project, params IReadOnlyList<string> arguments)
    {
        await ConsumersAsync();
        var program = Path.Combine(_root.FullName, "artifacts", "bin", project, "debug", $"{project}.dll");
        return await Command.DotnetAsync(_root.FullName, [program, .. arguments], TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the console consumer that was compiled to machine code.</summary>
    internal async Task<CommandResult> RunNativeAsync(params IReadOnlyList<string> arguments)
    {
        await NativeAsync();
        var program = Path.Combine(_root.FullName, "native", OperatingSystem.IsWindows() ? "App.exe" : "App");
        return await Command.RunAsync(program, _root.FullName, arguments, new Dictionary<string, string>(), TestContext.Current.CancellationToken);
    }

    /// <summary>Publishes the quick start with Native AOT, straight from its sources.</summary>
    internal async Task<(CommandResult Publish, string Program)> PublishQuickstartAsync()
    {
        // After the consumer's, which has brought the compiler to machine code and uses both processors.
        await NativeAsync();
        var folder = Path.Combine(_root.FullName, "quickstart");
        var publish = await Command.BuildAsync(
            Repository.Root,
            ["publish", "samples/Quickstart", "-c", "Release", "--artifacts-path", Path.Combine(_root.FullName, "quickstart-artifacts"), "-o", folder, "-p:Native=true"],
            new Dictionary<string, string>(),
            TestContext.Current.CancellationToken);
        return (publish, Path.Combine(folder, OperatingSystem.IsWindows() ? "Quickstart.exe" : "Quickstart"));
    }

    /// <summary>Builds a target of one consumer in a copy of its own that lacks a file.</summary>
    internal async Task<CommandResult> BuildCopyAsync(string folder, string project, string target, string without)
    {
        var packages = await PackagesAsync();
        CopyConsumers(folder);
        File.Delete(without);
        return await Command.BuildAsync(
            folder,
            ["build", project, $"-t:{target}", "--artifacts-path", Path.Combine(folder, "artifacts")],
            ConsumerEnvironment(packages),
            TestContext.Current.CancellationToken);
    }

    /// <summary>Runs <c>dotnet pack</c> on what the first run built, after a change to it.</summary>
    internal async Task<CommandResult> PackBuiltAsync(string artifacts, string project) =>
        await Command.BuildAsync(
            Repository.Root,
            ["pack", project, "--no-build", "-c", "Release", "--artifacts-path", artifacts, "-o", Scratch("pack-built"), $"-p:Version={PackResult.Version}"],
            new Dictionary<string, string>(),
            TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        foreach (var started in new[] { _packages, _packagesAgain }.Where(static lazy => lazy.IsValueCreated).Select(static Task (lazy) => lazy.Value)
            .Concat(new[] { _consumers, _native }.Where(static lazy => lazy.IsValueCreated).Select(static Task (lazy) => lazy.Value)))
        {
            await started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _disposed.Dispose();
        _root.Delete(recursive: true);
    }

    private static Task<T> Waited<T>(Lazy<Task<T>> lazy) => lazy.Value.WaitAsync(TestContext.Current.CancellationToken);

    private async Task<PackResult> PackAsync(string name, Dictionary<string, string> environment)
    {
        var folder = Path.Combine(_root.FullName, name);
        var feed = Path.Combine(folder, "feed");
        var artifacts = Path.Combine(folder, "artifacts");

        // The repository's own build runs the analyzers; they do not change what is packed.
        var command = await Command.BuildAsync(
            Repository.Root,
            ["pack", "OptionsSdk.sln", "--artifacts-path", artifacts, "-o", feed, $"-p:Version={PackResult.Version}", "-p:RunAnalyzers=false"],
            environment,
            _disposed.Token);
        return new(command.Succeeded(), feed, artifacts);
    }

    private async Task<CommandResult> BuildConsumersAsync()
    {
        var packages = await _packages.Value;
        CopyConsumers(ConsumersFolder);
        foreach (var project in new[] { "Matrix", "MatrixWithoutNullable" })
        {
            foreach (var (name, text) in DeclarationMatrix.Files(project))
            {
                await File.WriteAllTextAsync(Path.Combine(ConsumersFolder, project, name), text, _disposed.Token);
            }
        }

        var artifacts = Path.Combine(_root.FullName, "artifacts");
        var environment = ConsumerEnvironment(packages);

        var library = await Command.BuildAsync(
            ConsumersFolder, ["pack", "Contoso.Library", "-c", "Debug", "--artifacts-path", artifacts, "-o", packages.Feed], environment, _disposed.Token);
        library.Succeeded();
        return await Command.BuildAsync(ConsumersFolder, ["build", "Consumers.slnx", "--artifacts-path", artifacts], environment, _disposed.Token);
    }

    private async Task<CommandResult> PublishNativeAsync()
    {
        var packages = await _packages.Value;
        var folder = Path.Combine(_root.FullName, "native-consumer");
        CopyConsumers(folder);

        // The compiler to machine code is large: this machine keeps it with its other packages, where the publishing below finds it.
        var tool = Directory.CreateDirectory(Path.Combine(_root.FullName, "native-tool")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(tool, "Tool.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><PublishAot>true</PublishAot></PropertyGroup></Project>""",
            _disposed.Token);
        (await Command.BuildAsync(tool, ["restore"], new Dictionary<string, string>(), _disposed.Token)).Succeeded();

        return await Command.BuildAsync(
            folder,
            ["publish", "App", "--artifacts-path", Path.Combine(_root.FullName, "native-artifacts"), "-o", Path.Combine(_root.FullName, "native"), "-p:PublishAot=true"],
            ConsumerEnvironment(packages),
            _disposed.Token);
    }

    private static void CopyConsumers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Consumers, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Consumers, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private Dictionary<string, string> ConsumerEnvironment(PackResult packages) => new()
    {
        ["NuGetAudit"] = "false",
        ["OptionsSdkVersion"] = PackResult.Version,
        ["OptionsSdkRepository"] = Repository.Root,
        ["HostingVersion"] = PackageVersions.Of("Microsoft.Extensions.Hosting"),
        ["RestoreAdditionalProjectSources"] = packages.Feed,
        ["RestoreFallbackFolders"] = Repository.PackageCache,
        ["NUGET_PACKAGES"] = Path.Combine(_root.FullName, "package-cache"),
    };
}
