using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Packages.Tests.Matrix;

namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>Every type with and without default under all of its flags, in process: what consumers of the packages build with all of the SDK's analyzers.</summary>
public sealed partial class MatrixTests
{
    private const string Name = "Matrix";

    // Every wave of the compiler's warnings.
    private const int AllWarnings = 9999;

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    public async Task Every_declaration_compiles_without_any_message_and_is_accepted_at_run_time(NullableContextOptions nullable)
    {
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flags in DeclarationMatrix.AllFlags)
        {
            var before = Compile(flags, nullable);
            AssertSilent(await before.WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));

            // Thousands of options would take minutes; where nothing but the flags' own constants differs from what was compiled, nothing is to be learned.
            var after = AnalyzerTest.Generate(before);
            if (shapes.Add(Shape(after)))
            {
                AssertSilent(await after.WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([])).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken));
                using var program = LoadedProgram.Of(after);
                Assert.All(DeclarationMatrix.Groups(flags), group => Assert.Null(program.Register($"{Name}.Group{group}Options")));
            }
        }

        // With and without write methods, of secrets and of others.
        Assert.True(shapes.Count >= 4, $"{shapes.Count} shapes cannot be all.");
    }

    [Fact]
    public void The_matrix_is_the_whole_product()
    {
        var declared = DeclarationMatrix.AllFlags.Sum(static flags => DeclarationMatrix.Source(Name, flags).Split("public partial ").Length - 1);

        Assert.Equal(Product(DeclarationMatrix.Types), declared);
        Assert.Equal(Product([.. DeclarationMatrix.Types, .. DeclarationMatrix.OwnTypes]), DeclarationMatrix.Count);

        // Secrets have no default.
        static int Product(IEnumerable<MatrixType> types) => types.Sum(static type =>
        {
            var secrets = DeclarationMatrix.Flags.Count(static flags => flags.Contains(nameof(OptionFlags.Credential), StringComparison.Ordinal));
            var others = DeclarationMatrix.Flags.Count - secrets + type.OwnFlags.Count;
            return type.Empty is null ? others : secrets + (3 * others);
        });
    }

    [GeneratedRegex(@"(?<=OptionFlags \w+Flags = )[^;]+")]
    private static partial Regex FlagConstant { get; }

    private static CSharpCompilation Compile(string flags, NullableContextOptions nullable) => CSharpCompilation.Create(
        Name,
        [CSharpSyntaxTree.ParseText(DeclarationMatrix.Source(Name, flags), AnalyzerTest.ParseOptions, "Options.cs", cancellationToken: TestContext.Current.CancellationToken)],
        Testing.References.All,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, warningLevel: AllWarnings));

    /// <summary>What the generator made, without the values of flags.</summary>
    private static string Shape(Compilation compilation) => string.Join(
        '\n',
        compilation.SyntaxTrees.Where(static tree => tree.FilePath != "Options.cs").Select(static tree => FlagConstant.Replace(tree.ToString(), "")));

    private static void AssertSilent(IEnumerable<Diagnostic> diagnostics) =>
        Assert.Empty(diagnostics.Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden).Select(static diagnostic => diagnostic.ToString()));
}
