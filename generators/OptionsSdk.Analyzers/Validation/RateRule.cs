using System.Globalization;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>What the flag Rate demands of a value.</summary>
internal static class RateRule
{
    /// <summary>What is wrong with a value, as <see cref="LeafValues"/> gives it, or null.</summary>
    public static string? FindError(object value) =>
        value is IConvertible rate and not string and not char && rate.ToDouble(CultureInfo.InvariantCulture) is not (>= 0 and <= 1)
            ? "must be a rate from 0 to 1"
            : null;
}
