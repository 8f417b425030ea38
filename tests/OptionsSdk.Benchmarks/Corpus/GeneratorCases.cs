using System.Reflection;
using Microsoft.CodeAnalysis;
using OptionsSdk.Benchmarks.CompileTime;
using OptionsSdk.Generators;

namespace OptionsSdk.Benchmarks.Corpus;

/// <summary>Our generator, and those that it is compared with: the obvious one for the same text, and others for their own.</summary>
internal static class GeneratorCases
{
    public const string Ours = "ours";
    public const string Naive = "naive-class";
    public const string Mvvm = "MVVM";
    public const string Mapperly = "Mapperly";
    public const string OptionsValidator = "OptionsValidator";
    public const string LoggerMessage = "LoggerMessage";
    public const string MemoryPack = "MemoryPack";

    private static readonly string Peers = Path.Combine(AppContext.BaseDirectory, "peers");

    public static IReadOnlyList<GeneratorCase> All { get; } =
    [
        new(Ours, static () => new OptionGroupGenerator().AsSourceGenerator(), GeneratorSources.Options),
        new(Naive, static () => new NaiveGenerator().AsSourceGenerator(), GeneratorSources.Options),
        new(Mvvm, static () => Load(Peers, "CommunityToolkit.Mvvm.SourceGenerators", "CommunityToolkit.Mvvm.SourceGenerators.ObservablePropertyGenerator"), GeneratorSources.ObservableProperties),
        new(Mapperly, static () => Load(Peers, "Riok.Mapperly", "Riok.Mapperly.MapperGenerator"), GeneratorSources.Mapper),
        new(OptionsValidator, static () => Load(CorpusReferences.WebGenerators, "Microsoft.Extensions.Options.SourceGeneration", "Microsoft.Extensions.Options.Generators.OptionsValidatorGenerator"), GeneratorSources.Validator),
        new(LoggerMessage, static () => Load(CorpusReferences.WebGenerators, "Microsoft.Extensions.Logging.Generators", "Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator"), GeneratorSources.Messages),
        new(MemoryPack, static () => Load(Peers, "MemoryPack.Generator", "MemoryPack.Generator.MemoryPackGenerator"), GeneratorSources.Packable),
    ];

    private static ISourceGenerator Load(string folder, string assembly, string type) =>
        Activator.CreateInstance(Assembly.LoadFrom(Path.Combine(folder, $"{assembly}.dll")).GetType(type, throwOnError: true)!) switch
        {
            IIncrementalGenerator generator => generator.AsSourceGenerator(),
            ISourceGenerator generator => generator,
            _ => throw new InvalidOperationException($"{type} is no generator."),
        };
}
