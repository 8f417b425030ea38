namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>The packages of one run of <c>dotnet pack</c>.</summary>
/// <param name="Command">The run.</param>
/// <param name="Feed">The folder of the packages.</param>
/// <param name="Artifacts">The folder of everything else that was built.</param>
internal sealed record PackResult(CommandResult Command, string Feed, string Artifacts)
{
    public const string Version = "0.0.1-test.1";

    public static IReadOnlyList<string> Ids { get; } =
    [
        "OptionsSdk", "OptionsSdk.EntityFrameworkCore", "OptionsSdk.PostgreSql", "OptionsSdk.Redis", "OptionsSdk.Relational", "OptionsSdk.Sqlite",
    ];

    public Package Package(string id) => new(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    public Package Symbols(string id) => new(Path.Combine(Feed, $"{id}.{Version}.snupkg"));
}
