using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Limits an option of any type that has an order, as <see cref="OptionRangeAttribute"/> declares it. The ends are read by the option's own
/// codec. Nothing (<see langword="null"/>) passes. Made by generated code.
/// </summary>
public sealed class TextRangeRule : OptionRule
{
    private readonly string _minimum;
    private readonly string _maximum;

    /// <summary>Gives both ends of the range, which belong to it.</summary>
    /// <param name="minimum">The smallest allowed value as text.</param>
    /// <param name="maximum">The largest allowed value as text.</param>
    public TextRangeRule(string minimum, string maximum) => (_minimum, _maximum) = (minimum, maximum);

    /// <inheritdoc/>
    public override string Description => default(RangeEnds).Describe(_minimum, _maximum);

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error) =>
        Bind(codec, _minimum, _maximum, default, MessageOr($"must be {Description}", _minimum, _maximum), out error);

    internal static Func<T, string?>? Bind<T>(OptionCodec<T> codec, string minimum, string maximum, RangeEnds ends, string message, out string? error)
    {
        if (!ComparableTypes.IsComparable(ComparableTypes.WithoutNullable(typeof(T))))
        {
            error = $"Values of {codec.TypeName} have no order that a range could use.";
            return null;
        }

        // The framework's comparers are found by reflection for nullable types; a boxed value compares itself.
        if (FindLimit(codec, minimum, "minimum", out error) is not { } least || FindLimit(codec, maximum, "maximum", out error) is not { } most)
        {
            return null;
        }

        error = ends.FindError(least.CompareTo(most));
        return error is not null ? null : value =>
            value is not IComparable present || ends.Include(present.CompareTo(least), present.CompareTo(most)) ? null : message;
    }

    private static IComparable? FindLimit<T>(OptionCodec<T> codec, string? text, string name, out string? error)
    {
        error = null;
        if (text is not null && codec.TryParse(text, out var value, out error) && value is IComparable limit)
        {
            return limit;
        }

        error = $"The {name} of the range {error ?? "must be a value"}.";
        return null;
    }
}
