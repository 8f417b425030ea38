using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Model;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace OptionsSdk.Generators.Tests;

/// <summary>What an edit runs again, and that nothing of an old compilation is kept.</summary>
public sealed class IncrementalTests
{
    private const string Mail = "namespace Acme; [OptionsSdk.OptionGroup] public partial class MailOptions { public partial int Port { get; } = 25; }";
    private const string Other = "namespace Acme; [OptionsSdk.OptionGroup] public partial class OtherOptions { public partial int Port { get; } = 25; }";
    private const string Plain = "namespace Acme; public static class Plain { public static int Read(MailOptions mail) => mail.Port; }";

    public static TheoryData<string, Edit> Edits => new()
    {
        { "first run", new(static compilation => compilation, New, New, New, New, New, New, New) },
        { "another file's method body", new(static compilation => Replace(compilation, 2, Plain.Replace("mail.Port", "mail.Port + 1", StringComparison.Ordinal)), Unchanged, Cached, Cached, Cached, Cached, Cached, Cached) },
        { "the same file's other code", new(static compilation => Replace(compilation, 0, $"// moved\n\n{Mail} class More;"), Modified, Unchanged, Cached, Cached, Cached, Cached, Cached) },
        { "an option renamed", new(static compilation => Replace(compilation, 0, Mail.Replace("Port", "Door", StringComparison.Ordinal)), Modified, Modified, Unchanged, Cached, Cached, Modified, Cached) },
        { "a default changed", new(static compilation => Replace(compilation, 0, Mail.Replace("25", "26", StringComparison.Ordinal)), Modified, Modified, Unchanged, Cached, Cached, Modified, Cached) },
        { "the group renamed", new(static compilation => Replace(compilation, 0, Mail.Replace("MailOptions", "PostOptions", StringComparison.Ordinal)), Modified, Modified, Modified, Modified, Unchanged, Modified, Modified) },
        { "a member in another part", new(static compilation => Replace(compilation, 2, $"{Plain} partial class MailOptions {{ public int Keys => 1; }}"), Modified, Modified, Unchanged, Cached, Cached, Modified, Cached) },
        { "a reference without groups added", new(static compilation => compilation.AddReferences(PlainLibrary), Unchanged, Cached, Cached, Cached, Cached, Cached, Cached) },
        { "a reference with groups added", new(static compilation => compilation.AddReferences(GroupLibrary), Unchanged, Cached, Cached, Cached, Cached, Cached, Modified) },
        { "the assembly renamed", new(static compilation => compilation.WithAssemblyName("Acme.Renamed"), Unchanged, Cached, Cached, Modified, Cached, Cached, Modified) },
    };

    private static MetadataReference PlainLibrary { get; } =
        new Lazy<MetadataReference>(static () => GeneratorRun.Of(GeneratorRun.Compile("Acme.Plain", GeneratorRun.ReferencesWithoutRuntime, "public class Nothing;")).ToReference()).Value;

    private static MetadataReference GroupLibrary { get; } = GeneratorRun.Of(GeneratorRun.Compile("Acme.Library", GeneratorRun.References, "[OptionsSdk.OptionGroup] public partial class LibraryOptions { public partial int Port { get; } }")).ToReference();

    private static GeneratorRunResult RunAgain(Edit edit, bool isFirst)
    {
        var compilation = GeneratorRun.Compile(Mail, Other, Plain);
        var run = GeneratorRun.Of(compilation);
        return (isFirst ? run : GeneratorRun.Of(run.Driver, edit.Apply(compilation)).AssertNoProblems()).Result;
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_runs_only_the_steps_that_it_changes(string name, Edit edit)
    {
        var result = RunAgain(edit, name == "first run");

        // Both groups go through the same steps; the edits are of one of them.
        Assert.Equal(edit.Discover, Strongest(result.TrackedSteps[TrackingNames.Discover]));
        Assert.Equal(edit.Parse, Strongest(result.TrackedSteps[TrackingNames.Parse]));
        Assert.Equal(edit.Entry, Strongest(result.TrackedSteps[TrackingNames.Entry]));
        Assert.Equal(edit.Registry, Strongest(result.TrackedSteps[TrackingNames.Registry]));
        Assert.Equal(edit.Collisions, Strongest(result.TrackedSteps[TrackingNames.Collisions]));
        Assert.Equal(edit.GroupFile, Strongest(OutputOf(result, isRegistry: false)));
        Assert.Equal(edit.RegistryFile, Strongest(OutputOf(result, isRegistry: true)));
    }

    [Fact]
    public void An_edit_of_one_group_leaves_the_other_groups_file_alone()
    {
        var compilation = GeneratorRun.Compile(Mail, Other, Plain);
        var run = GeneratorRun.Of(compilation);
        var result = GeneratorRun.Of(run.Driver, Replace(compilation, 0, Mail.Replace("25", "26", StringComparison.Ordinal))).Result;

        Assert.Equal([Modified, Cached], OutputOf(result, isRegistry: false).SelectMany(static step => step.Outputs).Select(static output => output.Reason).Order());
    }

    [Fact]
    public void References_are_read_once_and_not_once_per_edit()
    {
        var compilation = GeneratorRun.Compile(Mail, Other, Plain);
        var run = GeneratorRun.Of(compilation);
        var result = GeneratorRun.Of(run.Driver, Replace(compilation, 2, $"{Plain} class More;").AddReferences(GroupLibrary)).Result;

        // Those that mean something: the runtime, the container's abstractions, and the new library.
        var reasons = result.TrackedSteps[TrackingNames.Reference].SelectMany(static step => step.Outputs).Select(static output => output.Reason);
        Assert.Equal([New, Cached, Cached], reasons.Order());
    }

    [Fact]
    public void There_are_no_steps_but_the_named_ones()
    {
        string[] roslyns = ["allUpIncludingCompilationGlobalAliases_ForAttribute", "compilationGlobalAliases_ForAttribute", "Compilation", "CompilationOptions", "MetadataReferences", "compilationAndGroupedNodes_ForAttributeWithMetadataName", "compilationUnit_ForAttribute", "compilationUnitAndGlobalAliases_ForAttribute", "allUpGlobalAliases_ForAttribute", "collectedGlobalAliases_ForAttribute", "individualFileGlobalAliases_ForAttribute", "result_ForAttributeInternal", "result_ForAttributeWithMetadataName", "SourceOutput"];
        var steps = RunAgain(new(static compilation => compilation, New, New, New, New, New, New, New), isFirst: true).TrackedSteps.Keys;

        Assert.Equal(TrackingNames.All.Order(StringComparer.Ordinal), steps.Except(roslyns).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_behind_discovery_holds_syntax_symbols_or_a_compilation()
    {
        var result = GeneratorRun.Of(GeneratorRun.Compile("Acme.App", GeneratorRun.References.Add(GroupLibrary), Other, Sources.Mail)).Result;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var name in TrackingNames.All.Where(static name => name != TrackingNames.Discover))
        {
            foreach (var (value, _) in result.TrackedSteps[name].SelectMany(static step => step.Outputs))
            {
                AssertPure(value, name, seen);
            }
        }

        Assert.Contains(seen, static value => value is GroupModel);
        Assert.Contains(seen, static value => value is OptionModel);
        Assert.Contains(seen, static value => value is ReferenceModel);
    }

    [Fact]
    public void The_purity_check_sees_impurity() => Assert.ThrowsAny<Exception>(() =>
        AssertPure(Tuple.Create<object>(new object?[] { "a", SyntaxFactory.IdentifierName("a") }), "test", new(ReferenceEqualityComparer.Instance)));

    [Fact]
    public void The_driver_keeps_no_old_compilation_and_no_edited_tree()
    {
        var (driver, compilation, tree) = RunTwice();
        for (var attempt = 0; attempt < 10 && (compilation.IsAlive || tree.IsAlive); attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive, "The driver keeps an old compilation.");
        Assert.False(tree.IsAlive, "The driver keeps an edited tree.");
        GC.KeepAlive(driver);
    }

    [Fact]
    public void An_edit_elsewhere_allocates_hardly_more_than_finding_the_groups_does()
    {
        var floor = AllocatedPerEdit(new DiscoveryOnly());
        var ours = AllocatedPerEdit(new OptionGroupGenerator());

        Assert.True(ours <= floor * 1.10, $"{ours:N0} bytes against {floor:N0} of discovery alone.");
    }

    private static IEnumerable<IncrementalGeneratorRunStep> OutputOf(GeneratorRunResult result, bool isRegistry) =>
        result.TrackedOutputSteps.SelectMany(static steps => steps.Value)
            .Where(step => step.Inputs.Any(static input => IsRegistry(input.Source)) == isRegistry && IsOurs(step));

    // The output's input is a Combine whose value starts with what it is about.
    private static bool IsRegistry(IncrementalGeneratorRunStep step) =>
        step.Outputs.Any(static output => output.Value is ITuple tuple && tuple[0] is RegistryModel);

    // The compiler's own attribute has neither group nor registry behind it.
    private static bool IsOurs(IncrementalGeneratorRunStep step) =>
        step.Inputs.Any(static input => input.Source.Outputs.Any(static output => output.Value is ITuple));

    private static IncrementalStepRunReason Strongest(IEnumerable<IncrementalGeneratorRunStep> steps)
    {
        var reasons = steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason).ToHashSet();
        return new[] { New, Modified, Unchanged, Cached }.First(reasons.Contains);
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int tree, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[tree], GeneratorRun.Parse(source, compilation.SyntaxTrees[tree].FilePath));

    private static void AssertPure(object? value, string step, HashSet<object> seen)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !seen.Add(value))
        {
            return;
        }

        Assert.False(
            value is ISymbol or Compilation or SemanticModel or SyntaxNode or SyntaxTree or SyntaxReference or Location or MetadataReference or AttributeData,
            $"{step} holds a {value.GetType()}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                AssertPure(item, step, seen);
            }
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertPure(field.GetValue(value), step, seen);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Compilation, WeakReference Tree) RunTwice()
    {
        var first = GeneratorRun.Compile(Mail, Other, $"{Plain} partial class MailOptions {{ public int More => 1; }}");
        var run = GeneratorRun.Of(first);
        var second = Replace(Replace(first, 0, Mail.Replace("25", "26", StringComparison.Ordinal)), 2, Plain);
        var driver = GeneratorRun.Of(run.Driver, second).Driver;
        return (driver, new(first), new(first.SyntaxTrees[0]));
    }

    private static long AllocatedPerEdit(IIncrementalGenerator generator)
    {
        const int Runs = 20;
        string[] groups = [.. Enumerable.Range(0, 100).Select(static group => $"[OptionsSdk.OptionGroup] public partial class Group{group} {{ {string.Join(' ', Enumerable.Range(0, 10).Select(static option => $"public partial int Port{option} {{ get; }} = 1;"))} }}")];
        var compilation = GeneratorRun.Compile([.. groups, "class Plain { int Read() => 0; }"]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions);
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        var allocated = long.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            compilation = Replace(compilation, groups.Length, $"class Plain {{ int Read() => {run + 1}; }}");
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return allocated;
    }

    public sealed class Edit(
        Func<CSharpCompilation, CSharpCompilation> apply,
        IncrementalStepRunReason discover,
        IncrementalStepRunReason parse,
        IncrementalStepRunReason entry,
        IncrementalStepRunReason registry,
        IncrementalStepRunReason collisions,
        IncrementalStepRunReason groupFile,
        IncrementalStepRunReason registryFile)
    {
        public Func<CSharpCompilation, CSharpCompilation> Apply => apply;

        public IncrementalStepRunReason Discover => discover;

        public IncrementalStepRunReason Parse => parse;

        public IncrementalStepRunReason Entry => entry;

        public IncrementalStepRunReason Registry => registry;

        public IncrementalStepRunReason Collisions => collisions;

        public IncrementalStepRunReason GroupFile => groupFile;

        public IncrementalStepRunReason RegistryFile => registryFile;
    }

    /// <summary>The least that a generator with a class marker costs: to find the classes and to have a file for each.</summary>
    private sealed class DiscoveryOnly : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            context.RegisterSourceOutput(
                context.SyntaxProvider.ForAttributeWithMetadataName(
                    "OptionsSdk.OptionGroupAttribute", static (node, _) => node is ClassDeclarationSyntax, static (found, _) => (ClassDeclarationSyntax)found.TargetNode),
                static (output, group) => output.AddSource($"{group.Identifier.ValueText}.g.cs", ""));
        }
    }
}
