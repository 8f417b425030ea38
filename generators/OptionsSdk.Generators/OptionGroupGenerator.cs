using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Emission;
using OptionsSdk.Generators.Model;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Generators;

/// <summary>
/// Turns classes marked with <c>[OptionGroup]</c> into typed accessors, keys and write methods, and every assembly that references
/// the runtime into a registry of its own and its references' groups.
/// </summary>
/// <remarks>
/// Syntax in, syntax out: everything behind <c>Discover</c> is text copied from one file, which the compiler binds again in every
/// compilation, so nothing can go stale and an edit elsewhere runs nothing again. The generator reports nothing; analyzers do.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class OptionGroupGenerator : IIncrementalGenerator
{
    private const string Marker = "OptionsSdk.OptionGroupAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var references = context.MetadataReferencesProvider
            .Select(ReferenceReader.Read)
            .WithTrackingName(TrackingNames.Reference)
            .Where(static reference => reference != ReferenceModel.Nothing)
            .Collect()
            .Select(static (all, _) => ReferencesModel.Of(all))
            .WithTrackingName(TrackingNames.References);
        var hasExtension = references
            .Select(static (all, _) => all.HasExtension)
            .WithTrackingName(TrackingNames.Extension);
        var hasRuntime = references
            .Select(static (all, _) => all.HasRuntime)
            .WithTrackingName(TrackingNames.Runtime);

        var groups = context.SyntaxProvider
            .ForAttributeWithMetadataName(Marker, static (node, _) => node is ClassDeclarationSyntax, Discovery.Find)
            .WithTrackingName(TrackingNames.Discover)
            .Select(GroupParser.Parse)
            .WithTrackingName(TrackingNames.Parse)
            .Where(static group => group is not null)
            .Select(static (group, _) => group!);
        var entries = groups
            .Where(static group => !group.IsForbidden)
            .Select(static (group, _) => new RegistryEntry(group.FullName, group.HintName, group.Prefix))
            .WithTrackingName(TrackingNames.Entry)
            .Collect();
        var collisions = entries
            .Select(static (all, _) => HintName.Collisions(all))
            .WithTrackingName(TrackingNames.Collisions);

        // The name is all that is taken of the compilation, and it is compared by value: no edit passes it.
#pragma warning disable RS0030 // Banned for whatever else might be taken.
        var assemblyName = context.CompilationProvider
#pragma warning restore RS0030
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);
        var registry = entries
            .Combine(assemblyName)
            .Select(static (source, _) => RegistryName.Model(source.Left, source.Right))
            .WithTrackingName(TrackingNames.Registry);

        context.RegisterSourceOutput(groups.Combine(collisions).Combine(hasRuntime), static (output, source) =>
        {
            var ((group, colliding), isReferenced) = source;
            if (isReferenced)
            {
                output.AddSource(HintName.File(group, colliding), GroupEmitter.Emit(group));
            }
        });

        // Not after initialization, as usual: a file from there joins the compilation before discovery, which copies the compiler's list
        // of all files on every edit.
        context.RegisterSourceOutput(hasExtension, static (output, isNeeded) =>
        {
            if (isNeeded)
            {
                output.AddSource(HintName.EmbeddedAttribute, EmbeddedAttributeEmitter.Emit());
            }
        });
        context.RegisterSourceOutput(registry.Combine(references), static (output, source) =>
        {
            if (RegistryEmitter.Emit(source.Left, source.Right) is { } text)
            {
                output.AddSource(HintName.Registry, text);
            }
        });
    }
}
