using System.Globalization;
using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>One declared rule of an option's values. Immutable and safe for concurrent use.</summary>
public abstract class OptionRule
{
    /// <summary>The rule in words, for messages and listings, for example <c>from 1 to 65535</c>.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Replaces the rule's own message, unless it is blank. <c>{0}</c> stands for the words "the value", the other placeholders for the
    /// rule's arguments, as the attributes of <c>System.ComponentModel.DataAnnotations</c> number them. Whole sentences and parts of one
    /// alike are said as <c>is refused: …</c>.
    /// </summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Prepares the rule for an option's type, once, at registration.</summary>
    /// <param name="codec">The codec of the option's type.</param>
    /// <param name="error">Why the rule cannot apply to the type.</param>
    /// <returns>The check for values of the type, or <see langword="null"/> with an error. The check returns an error or <see langword="null"/>.</returns>
    internal abstract Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error);

    /// <summary>A check of texts, or none with an error if the option is of another type.</summary>
    private protected static Func<T, string?>? BindText<T>(OptionCodec<T> codec, Func<string, bool> isValid, string message, out string? error)
    {
        if (typeof(T) != typeof(string))
        {
            error = $"The rule is for texts, not for {codec.TypeName}.";
            return null;
        }

        error = null;
        Func<string, string?> check = text => isValid(text) ? null : message;
        return (Func<T, string?>)(object)check;
    }

    /// <summary>The message of a broken rule: the declared one, else the rule's own.</summary>
    private protected string MessageOr(string ownMessage, params ReadOnlySpan<object?> arguments)
    {
        if (string.IsNullOrWhiteSpace(ErrorMessage))
        {
            return ownMessage;
        }

        try
        {
            return Refusal.Of(string.Format(CultureInfo.InvariantCulture, ErrorMessage, ["the value", .. arguments]));
        }
        catch (FormatException)
        {
            // Braces that are no placeholders: the message is meant as it is.
            return Refusal.Of(ErrorMessage);
        }
    }
}
