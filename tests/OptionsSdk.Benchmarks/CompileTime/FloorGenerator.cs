using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>What every generator with a marker on classes pays: it finds the classes and does nothing with them.</summary>
internal sealed class FloorGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "OptionsSdk.OptionGroupAttribute",
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => found.TargetNode.SpanStart),
            static (_, _) => { });
}
