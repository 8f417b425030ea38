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
        : base(key, flags, RequireSupported(key, codec), hasDefault, description, [.. rules], group)
    {
        Codec = codec;
        _checks = BindRules(validate);
        Default = hasDefault ? RequireDefault(defaultValue) : RequireEmpty();
    }

    public new OptionCodec<T> Codec { get; }

    public T Default { get; }

    internal override OptionSlot CreateSlot(int index, OverrideStack overrides) => new OptionSlot<T>(this, index, overrides);

    /// <summary>Runs the type's own check and every rule: the error, or null if the value is fine.</summary>
    public string? Check(T value)
    {
        if (Codec.Check(value) is { } codecError)
        {
            return codecError;
        }

        foreach (var check in _checks)
        {
            if (check(value) is { } ruleError)
            {
                return ruleError;
            }
        }

        return null;
    }

    private static OptionCodec<T> RequireSupported(string key, OptionCodec<T> codec) =>
        codec.IsSupported
            ? codec
            : throw new OptionRegistrationException(
                OptionErrorIds.UnsupportedType,
                key,
                $"The type '{typeof(T)}' is not supported.",
                "An option holds a boolean, a number, a text, an enumeration, a date, a time, a GUID, a URI, a version, any JSON, or immutable lists and dictionaries of these.",
                "Use ImmutableArray<T> or IReadOnlyList<T> for lists and IReadOnlyDictionary<TKey, T> for maps.");

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
            // What a group says of a value may quote it, and a check's error goes to exceptions, logs and health.
            checks.Add(IsCredential ? value => validate(value) is null ? null : "breaks the group's own check" : validate);
        }

        return checks.ToImmutable();
    }

    private T RequireDefault(T value)
    {
        if (Check(value) is { } error)
        {
            throw new OptionRegistrationException(
                OptionErrorIds.InvalidDefault,
                Key,
                IsCredential ? "The default breaks the option's own rules." : $"The default {error}.",
                $"A default is a value of {TypeName} that obeys the option's rules.",
                "Change the default or the rule.");
        }

        return Codec.Freeze(value);
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
