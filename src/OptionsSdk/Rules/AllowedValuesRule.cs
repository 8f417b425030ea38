using System.Globalization;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Limits an option to the listed values, as <c>[AllowedValues]</c> of <c>System.ComponentModel.DataAnnotations</c> declares it. A listed
/// number or text is read as a value of the option's type, so that <c>5</c> may be listed for a byte and <c>"00:00:30"</c> for a duration.
/// Nothing (<see langword="null"/>) passes. Made by generated code.
/// </summary>
public sealed class AllowedValuesRule : OptionRule
{
    private readonly object?[] _values;

    /// <summary>Lists the values.</summary>
    /// <param name="values">The allowed values.</param>
    public AllowedValuesRule(params object?[]? values) => _values = values ?? [null];

    /// <inheritdoc/>
    public override string Description => $"one of {string.Join(", ", _values.Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture)))}";

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        if (codec.IsComposite)
        {
            error = $"Values of {codec.TypeName} cannot be listed in an attribute.";
            return null;
        }

        var allowed = new HashSet<T>();
        for (var index = 0; index < _values.Length; index++)
        {
            if (_values[index] is null && default(T) is null && typeof(T).IsValueType)
            {
                continue;
            }

            if (!TryConvert(codec, _values[index], out var value, out error))
            {
                error = $"Allowed value number {index + 1} is not a value of the option: it {error}.";
                return null;
            }

            allowed.Add(value);
        }

        error = null;
        var message = MessageOr($"must be {Description}");
        return value => value is null || allowed.Contains(value) ? null : message;
    }

    private static bool TryConvert<T>(OptionCodec<T> codec, object? listed, out T value, out string? error)
    {
        if (listed is T same)
        {
            value = same;
            error = codec.Check(same);
            return error is null;
        }

        value = default!;
        error = $"must be of the type {codec.TypeName}";
        var text = listed switch
        {
            string words => words,
            IFormattable number when typeof(T) != typeof(string) && ComparableTypes.IsNumber(listed.GetType()) => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        return text is not null && codec.TryParse(text, out value!, out error);
    }
}
