using System.ComponentModel;
using OptionsSdk.Codecs;
using OptionsSdk.Rules;

namespace OptionsSdk.Generated;

/// <summary>Takes the declarations of one group's options from generated code. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionGroupDeclaration
{
    private readonly Type _group;
    private readonly List<OptionDefinition> _definitions = [];

    internal OptionGroupDeclaration(Type group) => _group = group;

    internal IReadOnlyList<OptionDefinition> Definitions => _definitions;

    /// <summary>Declares an option that has a default.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="codec">Reads and writes the value.</param>
    /// <param name="defaultValue">The default, as the property's initializer made it.</param>
    /// <param name="word">Where the fast word is.</param>
    /// <param name="description">The summary of the property's documentation, or <see langword="null"/>.</param>
    /// <param name="validate">The group's own check: the error, or <see langword="null"/> if the value is fine.</param>
    /// <param name="rules">The declared rules.</param>
    public void Option<T>(
        string key,
        OptionFlags flags,
        OptionCodec<T> codec,
        T defaultValue,
        OptionWord word,
        string? description = null,
        Func<T, string?>? validate = null,
        params ReadOnlySpan<OptionRule> rules) =>
        Add(new OptionDefinition<T>(key, flags, codec, defaultValue, true, description, validate, rules, _group), word);

    /// <summary>Declares an option without a default: it has its type's empty value.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="codec">Reads and writes the value, and knows the type's empty value.</param>
    /// <param name="word">Where the fast word is.</param>
    /// <param name="description">The summary of the property's documentation, or <see langword="null"/>.</param>
    /// <param name="validate">The group's own check: the error, or <see langword="null"/> if the value is fine.</param>
    /// <param name="rules">The declared rules.</param>
    public void OptionWithoutDefault<T>(
        string key,
        OptionFlags flags,
        OptionCodec<T> codec,
        OptionWord word,
        string? description = null,
        Func<T, string?>? validate = null,
        params ReadOnlySpan<OptionRule> rules) =>
        Add(new OptionDefinition<T>(key, flags, codec, default!, false, description, validate, rules, _group), word);

    /// <summary>Limits the staleness of the option that was declared last.</summary>
    /// <param name="maxStaleness">The limit as text.</param>
    /// <param name="onExpired">What becomes of the stored value afterwards.</param>
    public void MaxStaleness(string maxStaleness, OnExpired onExpired = OnExpired.KeepLast)
    {
        var option = _definitions[^1];
        option.LimitStaleness(StalenessRules.Parse(option.Key, maxStaleness), onExpired);
    }

    private void Add(OptionDefinition definition, OptionWord word)
    {
        definition.Word = word;
        _definitions.Add(definition);
    }
}
