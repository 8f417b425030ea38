namespace OptionsSdk;

/// <summary>
/// Limits an option of any comparable type (decimal, dates, durations, versions) to a range, both ends included. The ends are texts in
/// the invariant form that the option's own text door accepts, for example <c>"00:00:01"</c> for a duration.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class OptionRangeAttribute : Attribute
{
    /// <summary>Gives both ends of the range.</summary>
    /// <param name="minimum">The smallest allowed value as text.</param>
    /// <param name="maximum">The largest allowed value as text.</param>
    public OptionRangeAttribute(string minimum, string maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>The smallest allowed value as text.</summary>
    public string Minimum { get; }

    /// <summary>The largest allowed value as text.</summary>
    public string Maximum { get; }
}
