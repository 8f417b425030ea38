using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Turns a validation attribute into the construction of the runtime's rule, its arguments copied as text.</summary>
internal static class RuleExpression
{
    public static string? Of(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments.ToArray() ?? [];
        var constructor = arguments.Where(static argument => argument.NameEquals is null).ToList();

        // Counts that do not fit belong to another attribute of the same name, or to one that is being typed.
        return (SimpleNames.OfAttribute(attribute), constructor.Count) switch
        {
            ("Range", 2 or 3) => New("RangeRule", constructor, arguments, "MinimumIsExclusive", "MaximumIsExclusive"),
            ("RegularExpression", 1) => New("RegularExpressionRule", constructor, arguments),
            ("StringLength", 1) => New("StringLengthRule", constructor, arguments, "MinimumLength"),
            ("AllowedValues", _) => New("AllowedValuesRule", constructor, arguments),
            ("EmailAddress", 0) => New("EmailAddressRule", constructor, arguments),
            ("Url", 0) => New("UrlRule", constructor, arguments),
            ("DeniedValues", _) or ("Length" or "CustomValidation", 2) or ("MinLength" or "Compare" or "EnumDataType", 1)
                or ("Required" or "Phone" or "CreditCard" or "Base64String" or "FileExtensions", 0)
                or ("MaxLength", 0 or 1) => $"new global::OptionsSdk.Rules.UnsupportedRule(\"{SimpleNames.OfAttribute(attribute)}\")",
            ("OptionRange", 2) => New("TextRangeRule", constructor, []),
            ("OptionLength", 1 or 2) => New("LengthRule", constructor, []),
            _ => null,
        };
    }

    private static string New(string rule, IEnumerable<AttributeArgumentSyntax> constructor, AttributeArgumentSyntax[] arguments, params string[] properties)
    {
        var settings = arguments
            .Where(argument => argument.NameEquals?.Name.Identifier.ValueText is { } name && (name == "ErrorMessage" || properties.Contains(name)))
            .Select(OneLine.Text)
            .ToList();
        var initializer = settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        return $"new global::OptionsSdk.Rules.{rule}({string.Join(", ", constructor.Select(OneLine.Text))}){initializer}";
    }
}
