using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Limits the length of a text (in UTF-16 units) or the number of entries of a list or dictionary, as
/// <see cref="OptionLengthAttribute"/> declares it. Made by generated code.
/// </summary>
public sealed class LengthRule : OptionRule
{
    private readonly int _minimum;
    private readonly int _maximum;

    /// <summary>Gives the smallest and the largest length.</summary>
    /// <param name="minimum">The smallest allowed length, 0 or more.</param>
    /// <param name="maximum">The largest allowed length.</param>
    public LengthRule(int minimum, int maximum = int.MaxValue) => (_minimum, _maximum) = (minimum, maximum);

    /// <inheritdoc/>
    public override string Description => Describe(_minimum, _maximum, "characters or entries");

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        var (minimum, maximum) = (_minimum, _maximum);
        if (codec.Length is not { } length)
        {
            error = $"Values of {codec.TypeName} have no length.";
            return null;
        }

        error = FindError(minimum, maximum);
        if (error is not null)
        {
            return null;
        }

        var message = MessageOr($"must have {Describe(minimum, maximum, codec.IsComposite ? "entries" : "characters")}", minimum, maximum);
        return value => length(value) is var actual && (actual is null || (actual >= minimum && actual <= maximum)) ? null : message;
    }

    internal static string? FindError(int minimum, int maximum) =>
        minimum < 0 ? "The smallest length must not be negative."
        : maximum < minimum ? "The largest length must not be smaller than the smallest one."
        : null;

    internal static string Describe(int minimum, int maximum, string unit) => (minimum, maximum) switch
    {
        (_, int.MaxValue) => $"at least {minimum} {unit}",
        (0, _) => $"at most {maximum} {unit}",
        _ when minimum == maximum => $"exactly {minimum} {unit}",
        _ => $"from {minimum} to {maximum} {unit}",
    };
}
