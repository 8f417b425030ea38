using System.ComponentModel;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Limits the length of a text in UTF-16 units, as <c>[StringLength]</c> of <c>System.ComponentModel.DataAnnotations</c> declares it. Made by
/// generated code.
/// </summary>
public sealed class StringLengthRule : OptionRule
{
    private readonly int? _maximumLength;

    /// <summary>Gives the largest length.</summary>
    /// <param name="maximumLength">The largest allowed length.</param>
    public StringLengthRule(int maximumLength) => _maximumLength = maximumLength;

    /// <summary>Takes the arguments of an attribute of the same name that is not known; registration refuses the rule.</summary>
    /// <param name="arguments">The arguments.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StringLengthRule(params object?[] arguments)
    {
    }

    /// <summary>The smallest allowed length.</summary>
    public int MinimumLength { get; init; }

    /// <inheritdoc/>
    public override string Description => _maximumLength is { } maximum ? LengthRule.Describe(MinimumLength, maximum, "characters") : "StringLength";

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        if (_maximumLength is not { } maximum)
        {
            error = "A length of texts is given by one number.";
            return null;
        }

        var minimum = MinimumLength;
        error = LengthRule.FindError(minimum, maximum);
        return error is not null ? null : BindText(
            codec,
            text => text.Length >= minimum && text.Length <= maximum,
            MessageOr($"must have {Description}", maximum, minimum),
            out error);
    }
}
