using OptionsSdk.Codecs;

namespace OptionsSdk.Rules;

/// <summary>One declared rule of an option's values. Immutable and safe for concurrent use.</summary>
public abstract class OptionRule
{
    /// <summary>The rule in words, for messages and listings, for example <c>from 1 to 65535</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Prepares the rule for an option's type, once, at registration.</summary>
    /// <param name="codec">The codec of the option's type.</param>
    /// <param name="error">Why the rule cannot apply to the type.</param>
    /// <returns>The check for values of the type, or <see langword="null"/> with an error. The check returns an error or <see langword="null"/>.</returns>
    internal abstract Func<T, string?>? Bind<T>(OptionCodec<T> codec, out string? error);
}
