namespace OptionsSdk.Analyzers.Validation;

/// <summary>Whether the ends of a range belong to it.</summary>
/// <param name="MinimumIsExclusive">Whether the minimum does not.</param>
/// <param name="MaximumIsExclusive">Whether the maximum does not.</param>
internal readonly record struct RangeEnds(bool MinimumIsExclusive, bool MaximumIsExclusive)
{
    public string? FindError(int order) => order switch
    {
        > 0 => "its minimum is larger than its maximum",
        0 when MinimumIsExclusive || MaximumIsExclusive => "it excludes its only value",
        _ => null,
    };

    public bool Include(int fromMinimum, int fromMaximum) =>
        (MinimumIsExclusive ? fromMinimum > 0 : fromMinimum >= 0)
        && (MaximumIsExclusive ? fromMaximum < 0 : fromMaximum <= 0);

    public string Describe(string minimum, string maximum) => (MinimumIsExclusive, MaximumIsExclusive) switch
    {
        (false, false) => $"from {minimum} to {maximum}",
        (true, false) => $"more than {minimum} and at most {maximum}",
        (false, true) => $"at least {minimum} and less than {maximum}",
        (true, true) => $"more than {minimum} and less than {maximum}",
    };
}
