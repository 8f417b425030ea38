using System.Globalization;

namespace OptionsSdk.Rules;

/// <summary>Which ends of a range belong to it, in words and in comparisons.</summary>
internal readonly record struct RangeEnds(bool MinimumIsExclusive, bool MaximumIsExclusive)
{
    /// <summary>The error for limits that leave no value between them.</summary>
    /// <param name="order">The minimum compared with the maximum.</param>
    public string? FindError(int order) => order switch
    {
        > 0 => "The minimum of a range must not be larger than its maximum.",
        0 when MinimumIsExclusive || MaximumIsExclusive => "A range that excludes its only value is empty.",
        _ => null,
    };

    /// <summary>Says whether a value lies in the range.</summary>
    /// <param name="fromMinimum">The value compared with the minimum.</param>
    /// <param name="fromMaximum">The value compared with the maximum.</param>
    public bool Include(int fromMinimum, int fromMaximum) =>
        (MinimumIsExclusive ? fromMinimum > 0 : fromMinimum >= 0)
        && (MaximumIsExclusive ? fromMaximum < 0 : fromMaximum <= 0);

    /// <summary>The range in words.</summary>
    public string Describe(object? minimum, object? maximum)
    {
        var (from, to) = (Convert.ToString(minimum, CultureInfo.InvariantCulture), Convert.ToString(maximum, CultureInfo.InvariantCulture));
        return (MinimumIsExclusive, MaximumIsExclusive) switch
        {
            (false, false) => $"from {from} to {to}",
            (true, false) => $"more than {from} and at most {to}",
            (false, true) => $"at least {from} and less than {to}",
            (true, true) => $"more than {from} and less than {to}",
        };
    }
}
