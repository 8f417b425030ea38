using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>Finds out what the validation attributes of a declaration mean, as generator and runtime do, and which of them would guard nothing.</summary>
internal static class DeclaredRules
{
    private const string Hook = "a Validate hook of the group";

    public static IReadOnlyList<BoundRule> Bind(OptionDeclaration option) => [.. option.Attributes.Select(attribute => Bind(option, attribute.Syntax, attribute.Data))];

    private static BoundRule Bind(OptionDeclaration option, AttributeSyntax syntax, AttributeData data)
    {
        if (data is not { AttributeClass: { TypeKind: not TypeKind.Error } type, AttributeConstructor: not null }
            || option.TypeProblem is not null
            || option.Type.TypeKind == TypeKind.Error)
        {
            return BoundRule.Nothing;
        }

        var rule = new RuleAttribute(option.Name, option.Type, option.Has(OptionFlags.Credential), syntax, data, SimpleNames.OfAttribute(syntax));
        if (RuleBinder.Bind(rule, type) is { } bound)
        {
            return rule.Name == ValidationAttributes.NameOf(type)
                ? bound
                : rule.IsUnsupported("stands behind an alias, where it is not seen, and would guard nothing", $"[{ValidationAttributes.NameOf(type)}] by its own name");
        }

        if (ValidationAttributes.Is(type))
        {
            return rule.IsUnsupported("is not supported and would guard nothing", FindReplacement(type));
        }

        return RuleExpression.Of(syntax) is not null
            ? rule.IsUnsupported("is taken for the validation attribute of the same name", $"another name for '{type.ToDisplayString()}'")
            : BoundRule.Nothing;
    }

    private static string FindReplacement(INamedTypeSymbol type) => LeafTypes.NameOf(type) is var name && !name.StartsWith(ValidationAttributes.DataAnnotations, StringComparison.Ordinal)
        ? Hook
        : ValidationAttributes.NameOf(type) switch
        {
            "MinLength" or "MaxLength" or "Length" => "[OptionLength], which also counts the entries of lists and dictionaries",
            "Required" => "OptionFlags.Required, which reports an option that nobody has set, or [OptionLength(1)] against empty texts",
            "DeniedValues" => $"[AllowedValues] for the values that are allowed, or {Hook}",
            "EnumDataType" => "the enumeration itself as the option's type",
            "Compare" or "CustomValidation" => Hook,
            _ => $"[RegularExpression] or {Hook}",
        };
}
