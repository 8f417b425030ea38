using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Limits an option to a range, as <c>[Range]</c> of <c>System.ComponentModel.DataAnnotations</c> declares it. Limits given as texts are
/// read in the invariant culture. Nothing (<see langword="null"/>) passes. Made by generated code.
/// </summary>
public sealed class RangeRule : OptionRule
{
    private readonly object? _minimum;
    private readonly object? _maximum;
    private readonly Type? _type;

    /// <summary>Limits a number; both ends are included.</summary>
    /// <param name="minimum">The smallest allowed value.</param>
    /// <param name="maximum">The largest allowed value.</param>
    public RangeRule(int minimum, int maximum) => (_minimum, _maximum) = (minimum, maximum);

    /// <summary>Limits a number; both ends are included.</summary>
    /// <param name="minimum">The smallest allowed value.</param>
    /// <param name="maximum">The largest allowed value.</param>
    public RangeRule(double minimum, double maximum) => (_minimum, _maximum) = (minimum, maximum);

    /// <summary>Limits a value of any type that has an order; both ends are included.</summary>
    /// <param name="type">The option's type.</param>
    /// <param name="minimum">The smallest allowed value as text.</param>
    /// <param name="maximum">The largest allowed value as text.</param>
    public RangeRule(Type type, string minimum, string maximum) => (_type, _minimum, _maximum) = (type, minimum, maximum);

    /// <summary>Takes the arguments of an attribute of the same name that is not known; registration refuses the rule.</summary>
    /// <param name="arguments">The arguments.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RangeRule(params object?[] arguments)
    {
    }

    /// <summary>Whether the minimum itself is not allowed.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Whether the maximum itself is not allowed.</summary>
    public bool MaximumIsExclusive { get; init; }

    /// <inheritdoc/>
    public override string Description => _minimum is null ? "Range" : Ends.Describe(_minimum, _maximum);

    private RangeEnds Ends => new(MinimumIsExclusive, MaximumIsExclusive);

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        var type = ComparableTypes.WithoutNullable(typeof(T));
        var message = MessageOr($"must be {Description}", _minimum, _maximum);
        switch (_minimum, _maximum)
        {
            case (string minimum, string maximum) when _type == type:
                return TextRangeRule.Bind(codec, minimum, maximum, Ends, message, out error);
            case (string, string):
                error = $"The range is one of {_type}, the option one of {type}.";
                return null;
            case (null, _) or (_, null):
                error = "A range is given by two numbers, or by a type and two texts.";
                return null;
        }

        if (!ComparableTypes.IsNumber(type))
        {
            error = "A range of numbers is for numbers; [OptionRange] limits other types.";
            return null;
        }

        if (_minimum is int least && _maximum is int most && type != typeof(double) && type != typeof(float))
        {
            return BindNumbers<T, decimal>(least, most, static value => value.ToDecimal(CultureInfo.InvariantCulture), message, out error);
        }

        var (from, to) = (Convert.ToDouble(_minimum, CultureInfo.InvariantCulture), Convert.ToDouble(_maximum, CultureInfo.InvariantCulture));

        // 0.1f is larger than 0.1: the limits of single-precision numbers are meant in single precision.
        return type == typeof(float)
            ? BindNumbers<T, float>((float)from, (float)to, static value => value.ToSingle(CultureInfo.InvariantCulture), message, out error)
            : BindNumbers<T, double>(from, to, static value => value.ToDouble(CultureInfo.InvariantCulture), message, out error);
    }

    private Func<T, string?>? BindNumbers<T, TLimit>(TLimit minimum, TLimit maximum, Func<IConvertible, TLimit> convert, string message, out string? error)
        where TLimit : INumber<TLimit>
    {
        var ends = Ends;
        error = TLimit.IsNaN(minimum) || TLimit.IsNaN(maximum) ? "The limits of a range must be numbers." : ends.FindError(minimum.CompareTo(maximum));
        return error is not null ? null : value =>
            value is not IConvertible present || convert(present) is var number && ends.Include(number.CompareTo(minimum), number.CompareTo(maximum))
                ? null
                : message;
    }
}
