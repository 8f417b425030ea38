using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>
/// Spells how the runtime finds a type's codec: overload resolution picks the leaf, the nesting follows the type as spelled. An
/// overload of last resort takes whatever has no codec, so the expression always compiles. Where the group names a JSON context, the
/// runtime asks it for whatever the last resort took.
/// </summary>
internal static class CodecExpression
{
    public static string Of(TypeSyntax type, string? context)
    {
        var parts = type switch
        {
            NullableTypeSyntax nullable => [nullable.ElementType],
            NameSyntax name when SimpleNames.Rightmost(name) is GenericNameSyntax generic => generic.TypeArgumentList.Arguments.ToArray(),
            _ => [],
        };
        var tag = $"default(global::OptionsSdk.Generated.Tag<{OneLine.Text(type)}>)";
        var codec = $"global::OptionsSdk.Generated.Codecs.For({string.Join(", ", new[] { tag }.Concat(parts.Select(part => Of(part, context))))})";

        // A keyword is a leaf, and a question mark adds to a type that was asked for already.
        return context is null || type is PredefinedTypeSyntax or NullableTypeSyntax ? codec : $"global::OptionsSdk.Generated.Codecs.In({context}, {codec})";
    }
}
