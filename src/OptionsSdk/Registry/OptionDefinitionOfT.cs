using System.Collections.Immutable;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Rules;

namespace OptionsSdk;

/// <inheritdoc/>
/// <typeparam name="T">The type of the option's value.</typeparam>
internal sealed class OptionDefinition<T> : OptionDefinition
{
    private readonly ImmutableArray<Func<T, string?>> _checks;

    public OptionDefinition(
        string key,
        OptionFlags flags,
        OptionCodec<T> codec,
        T defaultValue,
        bool hasDefault,
        string? description,
        Func<T, string?>? validate,
        ReadOnlySpan<OptionRule> rules,
        Type? group)
        : base(key, flags, codec, hasDefault, description, [.. rules], group)
    {
        Codec = codec;

        // Most options have none: what nobody needs is not compiled for their type.
        _checks = Rules.IsEmpty && (Flags & OptionFlags.Rate) == 0 && validate is null ? [] : BindRules(validate);
        Default = hasDefault ? RequireDefault(defaultValue) : RequireEmpty();
    }

    public new OptionCodec<T> Codec { get; }

    public T Default { get; }

    internal override OptionSlot CreateSlot(int index, OverrideStack overrides, SnapshotHolder holder) =>
        new OptionSlot<T>(this, index, overrides, holder);

    /// <summary>
    /// Runs the type's own check and every rule: the error, or null if the value is fine. A group's own check is user code that may throw,
    /// which is one more broken rule. Of a credential nothing is told that user code made from the value.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="thrown">What the group's own check threw; null for credentials, whose value it may hold.</param>
    public string? Check(T value, out Exception? thrown)
    {
        thrown = null;
        if (Codec.Check(value) is { } codecError)
        {
            return codecError;
        }

        try
        {
            foreach (var check in _checks)
            {
                if (check(value) is { } ruleError)
                {
                    return IsCredential ? "breaks a rule of the option" : ruleError;
                }
            }
        }
        catch (Exception exception)
        {
            thrown = IsCredential ? null : exception;
            return $"makes the option's own check throw {exception.GetType().Name}";
        }

        return null;
    }

    /// <summary>Says why a store could not hold a value, whatever the rules: the error, or null if it could.</summary>
    /// <param name="value">A value that <see cref="Check"/> accepts.</param>
    public string? CheckLimits(T value) => Codec.MayBreakLimits(value) ? OptionJson.FindLimitError(Codec, value) : null;

    private ImmutableArray<Func<T, string?>> BindRules(Func<T, string?>? validate)
    {
        var checks = ImmutableArray.CreateBuilder<Func<T, string?>>();
        if ((Flags & OptionFlags.Rate) != 0)
        {
            checks.Add(OptionFlagRules.CheckRate);
        }

        foreach (var rule in Rules)
        {
            checks.Add(rule.Bind(Codec, out var error) ?? throw new OptionRegistrationException(
                OptionErrorIds.InvalidRule,
                Key,
                $"The rule '{rule.Description}' cannot apply to {TypeName}.",
                $"{error}",
                "Remove the rule or use one that fits the type."));
        }

        if (validate is not null)
        {
            checks.Add(Phrase(validate));
        }

        return checks.ToImmutable();
    }

    // The group's own words, phrased so that they read well wherever errors are put.
    private static Func<T, string?> Phrase(Func<T, string?> validate) => value => validate(value) is { } words ? Refusal.Of(words) : null;

    private T RequireDefault(T value)
    {
        if (Check(value, out var thrown) is { } error)
        {
            throw new OptionRegistrationException(
                OptionErrorIds.InvalidDefault,
                Key,
                IsCredential ? "The default breaks the option's own rules." : $"The default {error}.",
                $"A default is a value of {TypeName} that obeys the option's rules.",
                "Change the default or the rule.",
                thrown);
        }

        var frozen = Codec.Freeze(value);
        return CheckLimits(frozen) is { } limitError
            ? throw new OptionRegistrationException(
                OptionErrorIds.InvalidDefault,
                Key,
                $"The default {limitError}.",
                "A default obeys the limits of stored values, so that whatever is read can also be written.",
                "Keep large content elsewhere and let the option refer to it.")
            : frozen;
    }

    // An option without a default takes its type's empty value even where a rule (a minimum, a pattern) refuses it as a stored value:
    // "not configured yet" is not a value that somebody set.
    private T RequireEmpty() =>
        Codec.HasEmpty
            ? Codec.Empty
            : throw new OptionRegistrationException(
                OptionErrorIds.InvalidDefault,
                Key,
                "The option has no default.",
                $"The type {TypeName} has no obvious empty value.",
                "Give the property an initializer.");
}
