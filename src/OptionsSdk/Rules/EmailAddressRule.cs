using System.ComponentModel;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>
/// Requires the shape of an email address, as <c>[EmailAddress]</c> of <c>System.ComponentModel.DataAnnotations</c> does: one <c>@</c> with
/// something on both sides, on one line. Made by generated code.
/// </summary>
public sealed class EmailAddressRule : OptionRule
{
    private readonly bool _isUnknown;

    /// <summary>Makes the rule.</summary>
    public EmailAddressRule()
    {
    }

    /// <summary>Takes the arguments of an attribute of the same name that is not known; registration refuses the rule.</summary>
    /// <param name="arguments">The arguments.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EmailAddressRule(params object?[] arguments) => _isUnknown = true;

    /// <inheritdoc/>
    public override string Description => _isUnknown ? "EmailAddress" : "an email address";

    internal override Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error)
    {
        if (!_isUnknown)
        {
            return BindText(codec, IsEmailAddress, MessageOr("must be an email address"), out error);
        }

        error = "The rule for email addresses takes no arguments.";
        return null;
    }

    private static bool IsEmailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var index
        && index < text.Length - 1
        && index == text.LastIndexOf('@')
        && !text.AsSpan().ContainsAny('\r', '\n');
}
