using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Tests.Keys;

/// <summary>Options as the generator and as the analyzers know them.</summary>
internal static class Declared
{
    public const string Library =
        """
        namespace Acme.Library
        {
            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial int Port { get; } = 25;

                [Option("mail.list-namespace", OptionFlags.Immutable | OptionFlags.Required)]
                public partial string ListNamespace { get; } = "local\"host";

                [Option(OptionFlags.Credential)]
                public partial string Token { get; } = "hush";
            }

            public partial class Outer
            {
                [OptionGroup]
                internal sealed partial class InnerOptions
                {
                    public partial IReadOnlyDictionary<string, int> Sizes { get; } = new Dictionary<string, int>();
                }
            }
        }
        """;

    /// <summary>What the generated manifests of a compilation say, as the compiler reads them.</summary>
    public static IReadOnlyList<string> ByManifest(Compilation built) =>
        [.. built.Assembly.GetAttributes().Where(static attribute => attribute.AttributeClass?.Name == "OptionManifestAttribute").SelectMany(Facts).Select(Text).Order(StringComparer.Ordinal)];

    /// <summary>What the analyzers know of a compilation's own options, before the generator has run.</summary>
    public static IReadOnlyList<string> BySource(Compilation compilation) =>
        [.. Index(compilation).Own.Select(static option => Text(option.Facts)).Order(StringComparer.Ordinal)];

    public static KeyIndex Index(Compilation compilation) => OptionSymbols.Find(compilation)!.Keys(TestContext.Current.CancellationToken);

    public static string Text(OptionFacts facts) => $"{facts.Key} [{facts.Flags}] {facts.Group}.{facts.Property}: {facts.Type} = {facts.Default}";

    public static byte[] Build(params string[] sources)
    {
        using var stream = new MemoryStream();
        Assert.True(AnalyzerTest.Generate(AnalyzerTest.Of(sources).Compile(libraryIsFile: true)).Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return stream.ToArray();
    }

    public static string Folder(string path, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path));

    private static IEnumerable<OptionFacts> Facts(AttributeData manifest)
    {
        var group = ManifestReader.MetadataName((INamedTypeSymbol)manifest.ConstructorArguments[0].Value!);
        var lists = manifest.NamedArguments.ToDictionary(static list => list.Key, static list => list.Value.Values.Select(static item => item.Value).ToArray(), StringComparer.Ordinal);
        for (var index = 0; index < lists["Keys"].Length; index++)
        {
            yield return new(
                (string)lists["Keys"][index]!,
                (Analyzers.Keys.OptionFlags)(int)lists["Flags"][index]!,
                (string)lists["Properties"][index]!,
                group,
                (string)lists["Types"][index]!,
                (string)lists["Defaults"][index]!);
        }
    }
}
