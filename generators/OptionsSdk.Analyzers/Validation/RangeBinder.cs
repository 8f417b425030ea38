using System.Globalization;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Ranges, as the runtime's RangeRule and TextRangeRule bind them.</summary>
internal static class RangeBinder
{
    public static BoundRule Bind(RuleAttribute rule)
    {
        var ends = new RangeEnds(rule.Setting("MinimumIsExclusive") is true, rule.Setting("MaximumIsExclusive") is true);
        return rule.Arguments switch
        {
            [{ Kind: TypedConstantKind.Type, Value: ITypeSymbol type }, { Value: var minimum }, { Value: var maximum }] =>
                SymbolEqualityComparer.Default.Equals(type, rule.Type)
                    ? BindTexts(rule, minimum as string, maximum as string, ends)
                    : rule.DoesNotApply($"its limits are of the type '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'"),
            [{ Value: int or double }, { Value: int or double }] when !LeafTypes.IsNumber(rule.Type) =>
                rule.DoesNotApply(LeafTypes.IsComparable(rule.Type) ? "it limits numbers; [OptionRange] limits other types" : "it limits numbers"),
            [{ Value: int minimum }, { Value: int maximum }] when rule.Type.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single) =>
                BindNumbers(rule, (decimal)minimum, maximum, ends, static value => value as decimal?),
            [{ Value: { } minimum }, { Value: { } maximum }] => BindFloatingPoint(rule, minimum, maximum, ends),
            _ => BoundRule.Nothing,
        };
    }

    public static BoundRule BindTexts(RuleAttribute rule) => rule.Arguments is [{ Value: var minimum }, { Value: var maximum }]
        ? BindTexts(rule, minimum as string, maximum as string, default)
        : BoundRule.Nothing;

    private static BoundRule BindFloatingPoint(RuleAttribute rule, object minimum, object maximum, RangeEnds ends)
    {
        var (from, to) = (Convert.ToDouble(minimum, CultureInfo.InvariantCulture), Convert.ToDouble(maximum, CultureInfo.InvariantCulture));
        if (double.IsNaN(from) || double.IsNaN(to))
        {
            return rule.IsInvalid("its limits must be numbers");
        }

        // 0.1f is larger than 0.1: the limits of single-precision numbers are meant in single precision.
        return rule.Type.SpecialType == SpecialType.System_Single
            ? BindNumbers(rule, (float)from, (float)to, ends, static value => value as float?)
            : BindNumbers(rule, from, to, ends, static value => value is IConvertible number and not string ? number.ToDouble(CultureInfo.InvariantCulture) : null);
    }

    private static BoundRule BindNumbers<T>(RuleAttribute rule, T minimum, T maximum, RangeEnds ends, Func<object, T?> convert)
        where T : struct, IComparable<T>, IConvertible
    {
        if (ends.FindError(minimum.CompareTo(maximum)) is { } error)
        {
            return rule.IsInvalid(error);
        }

        var error0 = $"must be {ends.Describe(minimum.ToString(CultureInfo.InvariantCulture), maximum.ToString(CultureInfo.InvariantCulture))}";
        return new(Check: value => convert(value) is { } number && !ends.Include(number.CompareTo(minimum), number.CompareTo(maximum)) ? error0 : null);
    }

    private static BoundRule BindTexts(RuleAttribute rule, string? minimum, string? maximum, RangeEnds ends)
    {
        if (!LeafTypes.IsComparable(rule.Type))
        {
            return rule.DoesNotApply("its values have no order that a range could use");
        }

        var (least, most) = (LeafValues.Parse(rule.Type, minimum), LeafValues.Parse(rule.Type, maximum));
        if (least is not IComparable from)
        {
            return rule.IsInvalid($"its minimum is not {LeafValues.Describe(rule.Type)}");
        }

        if (most is not IComparable to)
        {
            return rule.IsInvalid($"its maximum is not {LeafValues.Describe(rule.Type)}");
        }

        if (ends.FindError(from.CompareTo(to)) is { } error)
        {
            return rule.IsInvalid(error);
        }

        return new(Check: value => value.GetType() == from.GetType() && value is IComparable present && !ends.Include(present.CompareTo(from), present.CompareTo(to))
            ? $"must be {ends.Describe(minimum!, maximum!)}"
            : null);
    }
}
