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

    private static string Here([CallerFilePath] string path = "") => path;
}
