using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>The source files of the samples: what users begin with.</summary>
internal static class SampleSources
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../samples"));

    /// <summary>The files by their paths below the folder of samples.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Directory
        .EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(static path => (Path: Path.GetRelativePath(Folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
        .Where(static file => !file.Path.Split('/').Any(static part => part is "bin" or "obj"))

        // The rest of it is processes and servers, with the code of other generators.
        .Where(static file => !file.Path.StartsWith("MultiNode/", StringComparison.Ordinal) || file.Path == "MultiNode/ReleaseOptions.cs")
        .OrderBy(static file => file.Path, StringComparer.Ordinal)
        .ToDictionary(static file => file.Path, static file => file.Text);

    /// <summary>The usings that the SDK gives every sample.</summary>
    public static IReadOnlyList<SyntaxTree> ImplicitUsings { get; } =
    [
        CSharpSyntaxTree.ParseText(
            """
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Threading;
            global using System.Threading.Tasks;
            """,
            AnalyzerTest.ParseOptions,
            "Usings.cs"),
    ];

    /// <summary>What samples reference, and what this process therefore has.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. AppDomain.CurrentDomain.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Data.", StringComparison.Ordinal)
                    || name is "OptionsSdk.dll" or "OptionsSdk.Sqlite.dll" or "OptionsSdk.Relational.dll" or "netstandard.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static IEnumerable<string> Names => Files.Keys.Select(static path => path.Split('/')[0]).Distinct();

    /// <summary>A whole sample, generated code included.</summary>
    public static Compilation Compile(string sample) => AnalyzerTest.Generate(CompileWithoutGenerator(sample));

    /// <summary>A whole sample as an editor sees it before the generator has run.</summary>
    public static CSharpCompilation CompileWithoutGenerator(string sample) => CSharpCompilation.Create(
        sample,
        [
            .. Files.Where(file => file.Key.StartsWith($"{sample}/", StringComparison.Ordinal)).Select(static file => CSharpSyntaxTree.ParseText(file.Value, AnalyzerTest.ParseOptions, file.Key)),
            .. ImplicitUsings,
        ],
        References,
        new(Files.ContainsKey($"{sample}/Program.cs") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static string Here([CallerFilePath] string path = "") => path;
}
