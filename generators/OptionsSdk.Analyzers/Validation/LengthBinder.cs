using System.Globalization;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Lengths, as the runtime's StringLengthRule and LengthRule bind them.</summary>
internal static class LengthBinder
{
    public static BoundRule BindText(RuleAttribute rule) =>
        rule.Arguments is [{ Value: int maximum }]
            ? Bind(rule, rule.Setting("MinimumLength") as int? ?? 0, maximum, rule.IsText, "it is for texts")
            : BoundRule.Nothing;

    public static BoundRule Bind(RuleAttribute rule) => rule.Arguments switch
    {
        [{ Value: int minimum }, { Value: int maximum }] => Bind(rule, minimum, maximum, HasLength(rule), "its values have no length"),
        _ => BoundRule.Nothing,
    };

    private static bool HasLength(RuleAttribute rule) =>
        rule.IsText || LeafTypes.NameOf(rule.Type) is LeafTypes.ImmutableArray or LeafTypes.List or LeafTypes.Dictionary;

    private static BoundRule Bind(RuleAttribute rule, int minimum, int maximum, bool applies, string whyNot)
    {
        if (!applies)
        {
            return rule.DoesNotApply(whyNot);
        }

        if (minimum < 0)
        {
            return rule.IsInvalid("the smallest length must not be negative");
        }

        if (maximum < minimum)
        {
            return rule.IsInvalid("the largest length must not be smaller than the smallest one");
        }

        var range = maximum == int.MaxValue ? $"at least {Number(minimum)}" : $"from {Number(minimum)} to {Number(maximum)}";
        return new(
            Check: value => value is string text && !Includes(text.Length) ? $"must have {range} characters" : null,
            CheckLength: length => Includes(length) ? null : $"must have {range} entries");

        bool Includes(int length) => length >= minimum && length <= maximum;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
