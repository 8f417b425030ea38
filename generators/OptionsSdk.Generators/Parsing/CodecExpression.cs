using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>
/// Spells how the runtime finds a type's codec: overload resolution picks the leaf, the nesting follows the type as spelled. An
/// overload of last resort takes whatever has no codec, so the expression always compiles.
/// </summary>
internal static class CodecExpression
{
    public static string Of(TypeSyntax type)
    {
        var parts = type switch
        {
            NullableTypeSyntax nullable => [nullable.ElementType],
            NameSyntax name when SimpleNames.Rightmost(name) is GenericNameSyntax generic => generic.TypeArgumentList.Arguments.ToArray(),
            _ => [],
        };
        var tag = $"default(global::OptionsSdk.Generated.Tag<{OneLine.Text(type)}>)";
        return $"global::OptionsSdk.Generated.Codecs.For({string.Join(", ", new[] { tag }.Concat(parts.Select(Of)))})";
    }
}
