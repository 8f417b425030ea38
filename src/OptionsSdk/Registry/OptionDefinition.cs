using System.Collections.Immutable;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Rules;

namespace OptionsSdk;

/// <summary>What was declared of one option. Immutable and safe for concurrent use.</summary>
public abstract class OptionDefinition
{
    private protected OptionDefinition(string key, OptionFlags flags, OptionCodec codec, bool hasDefault, string? description, ImmutableArray<OptionRule> rules, Type? group)
    {
        if (codec.Unsupported is { } reason)
        {
            throw reason.Refuse(key);
        }

        Key = OptionKey.Require(key);
        Flags = OptionFlagRules.Require(key, flags, codec.ValueType);
        Codec = codec;
        HasDefault = hasDefault;
        Description = description;
        Rules = rules;
        Group = group;
    }

    /// <summary>The option's key.</summary>
    public string Key { get; }

    /// <summary>The option's flags; at least <see cref="OptionFlags.Default"/>.</summary>
    public OptionFlags Flags { get; }

    /// <summary>The type of the option's value.</summary>
    public Type ValueType => Codec.ValueType;

    /// <summary>The type's name in messages and listings.</summary>
    public string TypeName => Codec.TypeName;

    /// <summary>Whether the declaration gave a default; otherwise the option has its type's empty value.</summary>
    public bool HasDefault { get; }

    /// <summary>The summary of the declaration's documentation, or <see langword="null"/>.</summary>
    public string? Description { get; }

    /// <summary>The declared rules.</summary>
    public ImmutableArray<OptionRule> Rules { get; }

    /// <summary>The group that declares the option, or <see langword="null"/> if it was registered at run time.</summary>
    public Type? Group { get; }

    /// <summary>
    /// How long the option is served without the database confirming its stored value, as <see cref="MaxStalenessAttribute"/> declares it;
    /// <see langword="null"/> for ever.
    /// </summary>
    public TimeSpan? MaxStaleness { get; private set; }

    /// <summary>What becomes of the stored value after <see cref="MaxStaleness"/>.</summary>
    public OnExpired OnExpired { get; private set; }

    /// <summary>Whether the value is a secret.</summary>
    public bool IsCredential => (Flags & OptionFlags.Credential) != 0;

    internal OptionCodec Codec { get; }

    /// <summary>Where the fast word is in the group, set once while the group is declared.</summary>
    internal OptionWord Word { get; set; }

    /// <summary>Limits the staleness, once, before the option is registered.</summary>
    /// <exception cref="OptionRegistrationException">The limit means nothing, or contradicts the option.</exception>
    internal void LimitStaleness(TimeSpan maxStaleness, OnExpired onExpired)
    {
        StalenessRules.Require(this, maxStaleness, onExpired);
        (MaxStaleness, OnExpired) = (maxStaleness, onExpired);
    }

    /// <summary>Whether the option's stored value has expired, given how long ago the database confirmed it.</summary>
    internal bool IsExpired(TimeSpan staleness) => MaxStaleness < staleness;

    /// <summary>Makes the option's slot without reflection.</summary>
    internal abstract OptionSlot CreateSlot(int index, OverrideStack overrides, SnapshotHolder holder);

    /// <summary>Says whether any of the given flags is set.</summary>
    /// <param name="flags">The flags to look for; at least one.</param>
    /// <returns><see langword="true"/> on any overlap (T13).</returns>
    public bool HasAny(OptionFlags flags) =>
        flags == OptionFlags.None
            ? throw new ArgumentException("Name at least one flag.", nameof(flags))
            : (Flags & flags) != 0;

    /// <inheritdoc/>
    public override string ToString() => Key;
}
