using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>A debugger finds the sources of a package, and finds nothing of the machine that built it.</summary>
public sealed class SymbolTests(Workspace workspace)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Theory]
    [InlineData("OptionsSdk")]
    [InlineData("OptionsSdk.EntityFrameworkCore")]
    [InlineData("OptionsSdk.PostgreSql")]
    [InlineData("OptionsSdk.Redis")]
    [InlineData("OptionsSdk.Relational")]
    [InlineData("OptionsSdk.Sqlite")]
    public async Task The_symbols_link_every_source_to_the_public_repository(string id)
    {
        var packages = await workspace.PackagesAsync();
        var commit = (string?)packages.Package(id).Metadata("repository")?.Attribute("commit");
        using var symbols = MetadataReaderProvider.FromPortablePdbImage([.. packages.Symbols(id).Content($"lib/net10.0/{id}.pdb")]);
        var reader = symbols.GetMetadataReader();

        using var links = JsonDocument.Parse(Information(reader, EntityHandle.ModuleDefinition, SourceLink).Single());
        var link = Assert.Single(links.RootElement.GetProperty("documents").EnumerateObject());
        Assert.Equal($"https://raw.githubusercontent.com/OptionsSdk/OptionsSdk/{commit}/*", link.Value.GetString());
        Assert.EndsWith("*", link.Name, StringComparison.Ordinal);

        var sources = reader.Documents.Select(handle => (Name: reader.GetString(reader.GetDocument(handle).Name), IsEmbedded: Information(reader, handle, EmbeddedSource).Any())).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(
            source.IsEmbedded || source.Name.StartsWith(link.Name[..^1], StringComparison.Ordinal) && File.Exists(Path.Combine(Repository.Root, source.Name[(link.Name.Length - 1)..])),
            source.Name));
    }

    [Fact]
    public async Task No_path_of_the_building_machine_is_in_an_assembly_or_its_symbols()
    {
        var packages = await workspace.PackagesAsync();

        Assert.All(PackResult.Ids, id =>
        {
            using var symbols = MetadataReaderProvider.FromPortablePdbImage([.. packages.Symbols(id).Content($"lib/net10.0/{id}.pdb")]);
            var reader = symbols.GetMetadataReader();
            Assert.All(reader.Documents, handle => Assert.StartsWith("/_", reader.GetString(reader.GetDocument(handle).Name), StringComparison.Ordinal));
        });
        Assert.All(
            PackResult.Ids.SelectMany(id => packages.Package(id) is var package ? package.Entries.Where(static entry => entry.EndsWith(".dll", StringComparison.Ordinal)).Select(package.Content) : []),
            static assembly =>
            {
                using var image = new PEReader(ImmutableArray.Create(assembly));
                var path = image.ReadDebugDirectory().Where(static entry => entry.Type == DebugDirectoryEntryType.CodeView).Select(entry => image.ReadCodeViewDebugDirectoryData(entry).Path).Single();
                Assert.Matches(@"^(/_[^:]*/)?[^/\\:]+\.pdb$", path);
            });
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Information(MetadataReader reader, EntityHandle parent, Guid kind) =>
        from handle in reader.GetCustomDebugInformation(parent)
        let information = reader.GetCustomDebugInformation(handle)
        where reader.GetGuid(information.Kind) == kind
        select (ReadOnlyMemory<byte>)reader.GetBlobBytes(information.Value);
}
