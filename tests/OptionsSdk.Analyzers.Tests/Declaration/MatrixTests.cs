using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Packages.Tests.Matrix;

namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>Every type with and without default under all of its flags, which builds of whole projects would take minutes for.</summary>
public sealed class MatrixTests
{
    private const string Name = "Matrix";

    // Every wave of the compiler's warnings.
    private const int AllWarnings = 9999;

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    public async Task Every_declaration_compiles_without_any_message_and_is_accepted_at_run_time(NullableContextOptions nullable)
    {
        var compilation = AnalyzerTest.Generate(CSharpCompilation.Create(
            Name,
            [CSharpSyntaxTree.ParseText(DeclarationMatrix.WholeSource(Name), AnalyzerTest.ParseOptions, "Options.cs", cancellationToken: TestContext.Current.CancellationToken)],
            Testing.References.All,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, warningLevel: AllWarnings)));
        var run = compilation.WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([]));
        var found = await run.GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found.Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden).Select(static diagnostic => diagnostic.ToString()));

        using var program = LoadedProgram.Of(compilation);
        Assert.Empty(DeclarationMatrix.Types.Index().Select(type => program.Register($"{Name}.Group{type.Index}Options")).Where(static refusal => refusal is not null));
    }

    [Fact]
    public void The_matrix_is_the_whole_product()
    {
        // Secrets have no default.
        var rows = DeclarationMatrix.Types.Sum(static type =>
        {
            var (secrets, others) = (DeclarationMatrix.Flags.Count(IsSecret), DeclarationMatrix.Flags.Count(static flags => !IsSecret(flags)) + type.OwnFlags.Count);
            return type.Empty is null ? others : secrets + (3 * others);
        });

        Assert.Equal(rows, DeclarationMatrix.WholeSource(Name).Split("public partial ").Length - 1);
    }

    private static bool IsSecret(string flags) => flags.Contains(nameof(OptionFlags.Credential), StringComparison.Ordinal);
}
