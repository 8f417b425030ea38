using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Declaration;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>Turns a property that settings are bound to into an option: same default, same rules, a type that cannot change.</summary>
internal static class SettingProperty
{
    /// <summary>The option; null where its type, its default or one of its rules has no counterpart.</summary>
    public static PropertyDeclarationSyntax? Convert(PropertyDeclarationSyntax property, SemanticModel model, TypeSpelling spelling, CancellationToken cancellationToken)
    {
        var syntax = property.Type is NullableTypeSyntax nullable && model.GetTypeInfo(nullable.ElementType, cancellationToken).Type is { IsReferenceType: true } ? nullable.ElementType : property.Type;
        if (model.GetTypeInfo(syntax, cancellationToken).Type is not { } given)
        {
            return null;
        }

        var type = new ImmutableTypes(model.Compilation).Of(given.IsReferenceType ? given.WithNullableAnnotation(NullableAnnotation.None) : given);
        if (!OptionTypes.IsSupported(type) || ConvertRules(property, model, spelling, cancellationToken) is not { } converted)
        {
            return null;
        }

        var value = property.Initializer?.Value;
        if (type.IsReferenceType && EmptyDefaults.IsNothing(value))
        {
            value = EmptyDefaults.Of(type, spelling) ?? (LeafTypes.HasEmpty(type) ? value : null);
            if (value is null)
            {
                return null;
            }
        }
        else if (value is not null && !SymbolEqualityComparer.Default.Equals(given, type))
        {
            value = new ImmutableValues(model, spelling).Convert(value, given, type);
            if (value is null)
            {
                return null;
            }
        }
        else if (value is null && !LeafTypes.IsNullableValue(type) && !LeafTypes.HasEmpty(type))
        {
            return null;
        }

        var isChanged = !SymbolEqualityComparer.Default.Equals(given, type);
        converted = isChanged || syntax != property.Type
            ? converted.WithType(SyntaxFactory.ParseTypeName(isChanged ? spelling.Of(type) : syntax.ToString()).WithTriviaFrom(property.Type))
            : converted;
        converted = OptionProperties.ToOption(converted);
        return value is null || value == property.Initializer?.Value ? converted : OptionProperties.WithDefault(converted, value.WithoutTrivia());
    }

    /// <summary>The property with validation attributes that options know; null where one has no counterpart.</summary>
    private static PropertyDeclarationSyntax? ConvertRules(PropertyDeclarationSyntax property, SemanticModel model, TypeSpelling spelling, CancellationToken cancellationToken)
    {
        var changed = new Dictionary<AttributeSyntax, AttributeSyntax>();
        foreach (var attribute in property.AttributeLists.SelectMany(static list => list.Attributes))
        {
            if (model.GetSymbolInfo(attribute, cancellationToken).Symbol?.ContainingType is not { } type)
            {
                return null;
            }

            if (!ValidationAttributes.Is(type))
            {
                continue;
            }

            var replacement = Counterpart(attribute, type, spelling, model, cancellationToken);
            if (replacement is null)
            {
                return null;
            }

            if (replacement != attribute)
            {
                changed.Add(attribute, replacement);
            }
        }

        return property.ReplaceNodes(changed.Keys, (attribute, _) => changed[attribute].WithTriviaFrom(attribute));
    }

    private static AttributeSyntax? Counterpart(AttributeSyntax attribute, INamedTypeSymbol type, TypeSpelling spelling, SemanticModel model, CancellationToken cancellationToken)
    {
        var arguments = attribute.ArgumentList?.Arguments.Where(static argument => argument.NameEquals is null).ToList() ?? [];
        var isPlain = arguments.Count == (attribute.ArgumentList?.Arguments.Count ?? 0) && arguments.All(static argument => argument.NameColon is null);
        var first = arguments.Count > 0 ? arguments[0].ToString() : "";
        switch (ValidationAttributes.NameOf(type))
        {
            case "Range" when arguments.Count == 3:
                return isPlain ? Own("OptionRange", $"{arguments[1]}, {arguments[2]}") : null;
            case "Range" or "RegularExpression" or "StringLength" or "AllowedValues" or "EmailAddress" or "Url" or "OptionRange" or "OptionLength":
                return attribute;
            case "Required" when isPlain:
                return Own("Option", $"{spelling.Of("OptionsSdk.OptionFlags")}.Required");
            case "MinLength" when isPlain:
                return Own("OptionLength", first);
            case "MaxLength" when isPlain && arguments.Count == 1 && model.GetConstantValue(arguments[0].Expression, cancellationToken).Value is int and >= 0 and var length:
                return Own("OptionLength", $"0, {length.ToString(CultureInfo.InvariantCulture)}");
            case "Length" when isPlain && arguments.Count == 2:
                return Own("OptionLength", $"{first}, {arguments[1]}");
            default:
                return null;
        }

        AttributeSyntax Own(string name, string text) => SyntaxFactory.Attribute(
            SyntaxFactory.ParseName(Attributes.NameOf(spelling, $"OptionsSdk.{name}Attribute")),
            SyntaxFactory.ParseAttributeArgumentList($"({text})"));
    }
}
