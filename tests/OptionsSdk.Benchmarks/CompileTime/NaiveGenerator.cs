using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>
/// The generator one writes first, and well: it finds the same classes by their attribute, asks the compiler for their properties and those
/// properties' attributes, and puts the answers into a model that is compared by value.
/// </summary>
internal sealed class NaiveGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "OptionsSdk.OptionGroupAttribute",
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => Read((INamedTypeSymbol)found.TargetSymbol)),
            static (output, group) => output.AddSource($"{group.Namespace}.{group.Name}.g.cs", SourceText.From(Write(group), Encoding.UTF8)));

    private static NaiveGroup Read(INamedTypeSymbol type)
    {
        var options = ImmutableArray.CreateBuilder<NaiveOption>();
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            foreach (var attribute in property.GetAttributes())
            {
                if (attribute.AttributeClass?.ToDisplayString() == "OptionsSdk.OptionAttribute" && attribute.ConstructorArguments is [{ Value: string key }, ..])
                {
                    options.Add(new(property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), key));
                }
            }
        }

        return new(type.ContainingNamespace.ToDisplayString(), type.Name, options.ToImmutable());
    }

    private static string Write(NaiveGroup group)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"namespace {group.Namespace};\n\npartial class {group.Name}\n{{\n");
        foreach (var option in group.Options)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    /// <summary>The key of {{option.Name}}.</summary>
                    public const string {{option.Name}}Key = "{{option.Key}}";

                    /// <summary>The value of {{option.Name}}, whose default stands where it is declared.</summary>
                    public partial {{option.Type}} {{option.Name}}
                    {
                        get => field;
                    }


                """);
        }

        return text.Append("}\n").ToString();
    }
}
