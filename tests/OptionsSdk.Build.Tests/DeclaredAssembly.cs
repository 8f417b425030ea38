using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build.Tests;

/// <summary>Programs compiled with the generator, as the task reads them.</summary>
internal static class DeclaredAssembly
{
    /// <summary>What the task reads of a program.</summary>
    public static LockFile Read(string source, params string[] references)
    {
        using var folder = new TemporaryFolder();
        using var assembly = OptionAssembly.Open(Write(folder, "Acme.App.dll", source), [.. Framework, .. references]);
        return assembly.Read();
    }

    /// <summary>Compiles a program into a file.</summary>
    public static string Write(TemporaryFolder folder, string name, string source) => Write(folder, name, AnalyzerTest.Of(source));

    /// <summary>Compiles a program into a file.</summary>
    public static string Write(TemporaryFolder folder, string name, AnalyzerTest program)
    {
        var path = folder[name];
        var compilation = AnalyzerTest.Generate(program.Compile(libraryIsFile: true).WithAssemblyName(Path.GetFileNameWithoutExtension(name)));
        var result = compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return path;
    }

    /// <summary>The assemblies of the framework that runs the tests, in which types are forwarded as nowhere else.</summary>
    public static IEnumerable<string> Framework { get; } =
        Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll");
}
