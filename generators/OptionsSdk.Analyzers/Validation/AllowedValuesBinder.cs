using System.Globalization;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Listed values, as the runtime's AllowedValuesRule binds them.</summary>
internal static class AllowedValuesBinder
{
    public static BoundRule Bind(RuleAttribute rule)
    {
        if (LeafTypes.IsComposite(rule.Type))
        {
            return rule.DoesNotApply("such values cannot be listed in an attribute");
        }

        if (rule.Arguments is not [{ Kind: TypedConstantKind.Array } list])
        {
            return BoundRule.Nothing;
        }

        var listed = list.IsNull ? [default] : list.Values.ToArray();
        var allowed = new HashSet<object>();
        for (var index = 0; index < listed.Length; index++)
        {
            if (listed[index].IsNull && LeafTypes.IsNullableValue(rule.OptionType))
            {
                continue;
            }

            if (Convert(rule.Type, listed[index]) is not { } value)
            {
                return rule.IsInvalid($"allowed value number {(index + 1).ToString(CultureInfo.InvariantCulture)} is not {LeafValues.Describe(rule.Type)}");
            }

            allowed.Add(value);
        }

        var message = rule.IsSecret
            ? "must be one of the allowed values"
            : $"must be one of {string.Join(", ", listed.Select(static value => System.Convert.ToString(value.Value, CultureInfo.InvariantCulture)))}";
        return new(Check: value => allowed.Contains(value) ? null : message);
    }

    private static object? Convert(ITypeSymbol type, TypedConstant listed)
    {
        if (listed is not { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: { } value, Type: { } listedType })
        {
            return null;
        }

        if (SymbolEqualityComparer.Default.Equals(type, listedType))
        {
            return LeafValues.OfConstant(type, value) is { } same && LeafValues.FindError(type, same) is null ? same : null;
        }

        return value switch
        {
            string text => LeafValues.Parse(type, text),
            IFormattable number when LeafTypes.IsNumber(listedType) && type.SpecialType != SpecialType.System_String =>
                LeafValues.Parse(type, number.ToString(null, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }
}
