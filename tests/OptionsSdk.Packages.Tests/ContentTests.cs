using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>What lies in the packages: everything that a consumer needs, and nothing else.</summary>
public sealed class ContentTests(Workspace workspace)
{
    private static readonly string[] Analyzers =
    [
        "analyzers/dotnet/cs/OptionsSdk.Analyzers.dll",
        "analyzers/dotnet/cs/OptionsSdk.CodeFixes.dll",
        "analyzers/dotnet/cs/OptionsSdk.Generators.dll",
    ];

    private static readonly string[] Build =
    [
        "buildMultiTargeting/OptionsSdk.targets",
        "buildTransitive/OptionsSdk.Lock.targets",
        "buildTransitive/OptionsSdk.targets",
        "tasks/netstandard2.0/OptionsSdk.Build.dll",
    ];

    [Theory]
    [InlineData("OptionsSdk")]
    [InlineData("OptionsSdk.EntityFrameworkCore")]
    [InlineData("OptionsSdk.PostgreSql")]
    [InlineData("OptionsSdk.Redis")]
    [InlineData("OptionsSdk.Relational")]
    [InlineData("OptionsSdk.Sqlite")]
    public async Task A_package_holds_exactly_these_files(string id)
    {
        var package = (await workspace.PackagesAsync()).Package(id);

        string[] own = id == "OptionsSdk" ? [.. Analyzers, .. Build] : [];
        string[] expected =
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "README.md",
            "icon.png",
            $"{id}.nuspec",
            $"lib/net10.0/{id}.dll",
            $"lib/net10.0/{id}.xml",
            "package/services/metadata/core-properties/nuget.psmdcp",
            .. own,
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Entries.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("OptionsSdk")]
    [InlineData("OptionsSdk.EntityFrameworkCore")]
    [InlineData("OptionsSdk.PostgreSql")]
    [InlineData("OptionsSdk.Redis")]
    [InlineData("OptionsSdk.Relational")]
    [InlineData("OptionsSdk.Sqlite")]
    public async Task The_symbols_are_a_package_beside_it(string id)
    {
        var symbols = (await workspace.PackagesAsync()).Symbols(id);

        Assert.Equal([$"lib/net10.0/{id}.pdb"], symbols.Entries.Where(static entry => entry.StartsWith("lib/", StringComparison.Ordinal) || entry.EndsWith(".pdb", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_else_is_packed()
    {
        var packages = await workspace.PackagesAsync();

        string[] expected = [.. PackResult.Ids.SelectMany(static id => new[] { $"{id}.{PackResult.Version}.nupkg", $"{id}.{PackResult.Version}.snupkg" })];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Directory.GetFiles(packages.Feed).Select(static file => Path.GetFileName(file)).Where(static file => !file.StartsWith("Contoso", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_package_with_generator_and_analyzers_depends_on_no_compiler()
    {
        var package = (await workspace.PackagesAsync()).Package("OptionsSdk");

        Assert.DoesNotContain("CodeAnalysis", package.Manifest.ToString(), StringComparison.Ordinal);
        Assert.All(Analyzers, entry => Assert.InRange(package.Content(entry).Length, 1, 512 * 1024));
    }

    [Theory]
    [InlineData("OptionsSdk.EntityFrameworkCore", "OptionsSdk")]
    [InlineData("OptionsSdk.PostgreSql", "OptionsSdk.Relational")]
    [InlineData("OptionsSdk.Redis", "OptionsSdk")]
    [InlineData("OptionsSdk.Relational", "OptionsSdk")]
    [InlineData("OptionsSdk.Sqlite", "OptionsSdk.Relational")]
    public async Task A_provider_hands_on_the_generator_and_the_analyzers(string id, string dependency)
    {
        var package = (await workspace.PackagesAsync()).Package(id);

        var reference = package.Manifest.Descendants().Single(element => element.Name.LocalName == "dependency" && (string?)element.Attribute("id") == dependency);
        Assert.Equal(PackResult.Version, (string?)reference.Attribute("version"));
        Assert.DoesNotContain("Analyzers", (string?)reference.Attribute("exclude") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OptionsSdk")]
    [InlineData("OptionsSdk.EntityFrameworkCore")]
    [InlineData("OptionsSdk.PostgreSql")]
    [InlineData("OptionsSdk.Redis")]
    [InlineData("OptionsSdk.Relational")]
    [InlineData("OptionsSdk.Sqlite")]
    public async Task A_package_says_what_it_is_and_where_it_comes_from(string id)
    {
        var package = (await workspace.PackagesAsync()).Package(id);

        Assert.Equal(id, package.Metadata("id")?.Value);
        Assert.Equal("README.md", package.Metadata("readme")?.Value);
        Assert.StartsWith($"# {id}\n", package.Text("README.md"), StringComparison.Ordinal);
        Assert.Equal("icon.png", package.Metadata("icon")?.Value);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], package.Content("icon.png")[..4]);
        Assert.Equal("MIT", package.Metadata("license")?.Value);
        Assert.Equal("expression", (string?)package.Metadata("license")?.Attribute("type"));
        Assert.NotEqual("Package Description", package.Metadata("description")?.Value);
        Assert.Equal("https://github.com/OptionsSdk/OptionsSdk", package.Metadata("projectUrl")?.Value);
        Assert.Equal("git", (string?)package.Metadata("repository")?.Attribute("type"));
        Assert.Equal("https://github.com/OptionsSdk/OptionsSdk", (string?)package.Metadata("repository")?.Attribute("url"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)package.Metadata("repository")?.Attribute("commit") ?? "");
    }

    [Fact]
    public async Task The_documentation_of_the_public_surface_is_beside_the_assembly()
    {
        var package = (await workspace.PackagesAsync()).Package("OptionsSdk");

        Assert.Contains("<member name=\"T:OptionsSdk.OptionManager\">", package.Text("lib/net10.0/OptionsSdk.xml"), StringComparison.Ordinal);
    }
}
