using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OptionsSdk.Benchmarks.Corpus;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>
/// Measures generators in this process, one after the other in each of many rounds, so that what slows the machine slows them all. Prints
/// "name value" for each median.
/// </summary>
internal static class GeneratorMeasurement
{
    public const string Cold = "cold";
    public const string Unrelated = "unrelated";
    public const string Annotated = "annotated";
    public const string First1000 = "first";
    public const string Parsing = "parsing";
    public const string Emits = "emits";
    public const string Emitted = "emitted";
    public const string Skipped = "skipped";
    public const int Largest = 1_500;
    public const int Smallest = 100;

    public const int OfFirst = 1_000;
    private const int WarmUps = 2;
    private const int Edits = 3;

    public static IReadOnlyList<(int Members, int Rounds)> Sizes { get; } = [(Smallest, 9), (OfFirst, 3), (Largest, 7)];

    /// <summary>Milliseconds and kibibytes of every case, with everything compiled before; what the edit of one annotated class emits.</summary>
    public static void Warm()
    {
        var generators = GeneratorCases.All.Where(static generator => IsUsable(generator)).ToList();
        var edit = 0;
        foreach (var (members, rounds) in Sizes)
        {
            var samples = new Dictionary<string, List<double>>(StringComparer.Ordinal);
            for (var round = -WarmUps; round < rounds; round++)
            {
                if (round == 0)
                {
                    samples.Clear();
                }

                foreach (var generator in generators)
                {
                    Round(generator, members, ref edit, samples);
                }
            }

            foreach (var (name, values) in samples)
            {
                values.Sort();
                Print(name, values[values.Count / 2]);
            }
        }

        Print(Emitted, EmittedAgain());
    }

    /// <summary>Milliseconds of the first run in this process, before which nothing of the compiler was used but its parser.</summary>
    public static void First(string name)
    {
        var project = new GeneratorProject(GeneratorCases.All.Single(generator => generator.Name == name), OfFirst);
        var (driver, milliseconds, _) = Run(project.CreateDriver(), project);
        Check(name, driver);
        Print(Key(name, OfFirst, First1000), milliseconds);
    }

    public static string Key(string generator, int members, string what, string unit = "ms") =>
        string.Create(CultureInfo.InvariantCulture, $"{generator}/{members}/{what}/{unit}");

    private static void Round(GeneratorCase generator, int members, ref int edit, Dictionary<string, List<double>> samples)
    {
        void Add(string what, double milliseconds, double bytes)
        {
            foreach (var (key, value) in new[] { (Key(generator.Name, members, what), milliseconds), (Key(generator.Name, members, what, "KiB"), bytes / 1024) })
            {
                if (!samples.TryGetValue(key, out var values))
                {
                    samples[key] = values = [];
                }

                values.Add(value);
            }
        }

        var project = new GeneratorProject(generator, members);
        GC.Collect();
        var (driver, milliseconds, bytes) = Run(project.CreateDriver(), project);
        Add(Cold, milliseconds, bytes);
        Emission(driver, Add);
        for (var number = 0; number < Edits; number++)
        {
            project.EditOrdinary(++edit);
            (driver, milliseconds, bytes) = Run(driver, project);
            Add(Unrelated, milliseconds, bytes);
        }

        for (var number = 0; number < Edits; number++)
        {
            project.EditAnnotated(++edit);
            (driver, milliseconds, bytes) = Run(driver, project);
            Add(Annotated, milliseconds, bytes);
        }

        Check(generator.Name, driver);
    }

    // The driver leaves what a generator emits to be parsed when somebody asks for it: no part of a run, but of every build.
    private static void Emission(GeneratorDriver driver, Action<string, double, double> add)
    {
        var texts = driver.GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText).ToList();
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Nanoseconds;
        foreach (var text in texts)
        {
            CSharpSyntaxTree.ParseText(text, GeneratorProject.ParseOptions);
        }

        add(Parsing, (ThreadClock.Nanoseconds - start) / 1e6, GC.GetAllocatedBytesForCurrentThread() - bytes);
        add(Emits, 0, texts.Sum(static text => text.Length));
    }

    // On this thread from start to end: the driver starts no other.
    private static (GeneratorDriver Driver, double Milliseconds, double Bytes) Run(GeneratorDriver driver, GeneratorProject project)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Nanoseconds;
        driver = driver.RunGenerators(project.Compilation);
        var milliseconds = (ThreadClock.Nanoseconds - start) / 1e6;
        return (driver, milliseconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static void Check(string name, GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null || result.GeneratedSources.IsDefaultOrEmpty)
        {
            throw new InvalidOperationException($"{name} generates nothing.", result.Exception);
        }
    }

    // One that does not load, or whose code does not compile, would be compared for work that it does not do.
    private static bool IsUsable(GeneratorCase generator)
    {
        string? problem;
        try
        {
            var project = new GeneratorProject(generator, Smallest);
            var driver = project.CreateDriver().RunGeneratorsAndUpdateCompilation(project.Compilation, out var output, out _);
            Check(generator.Name, driver);
            problem = output.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)?.ToString();
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or InvalidOperationException or BadImageFormatException)
        {
            problem = $"{exception.Message} {exception.InnerException?.Message}";
        }

        if (problem is not null)
        {
            Console.WriteLine($"{Skipped} {generator.Name}: {problem.ReplaceLineEndings(" ")}");
        }

        return problem is null;
    }

    private static int EmittedAgain()
    {
        var project = new GeneratorProject(GeneratorCases.All.Single(static generator => generator.Name == GeneratorCases.Ours), Largest);
        var driver = project.CreateDriver(isTracked: true).RunGenerators(project.Compilation);
        project.EditAnnotated(1);
        return driver.RunGenerators(project.Compilation).GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(static steps => steps.Value)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    private static void Print(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value}"));
}
