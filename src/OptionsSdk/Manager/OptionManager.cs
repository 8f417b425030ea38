using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using OptionsSdk.Changes;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Settings;
using OptionsSdk.Store;

namespace OptionsSdk;

/// <summary>
/// The policy of options: which there are, what their layers say, who may write them, and who hears of changes. Typed reads do no I/O and
/// never throw for a store or value reason. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Layers, strongest first: an open test override; a pin of the environment (see <see cref="Pinned"/>); settings if the option prioritizes
/// disk; the store unless the option is never stored; settings unless the option is store-only; the default (S23, T29-T31).
/// </remarks>
public sealed partial class OptionManager : IDisposable
{
    private readonly ChangeHub<OptionChange> _changes;
    private readonly ChangeHub<OptionInvalidValue> _invalidValues;
    private readonly SnapshotPublisher _publisher;
    private readonly UsageLog _usage;
    private readonly OverrideStack _overrides = new();
    private readonly DeclaredGroups _groups;
    private readonly ImmutableArray<string> _legacyPrefixes;
    private readonly IConfiguration? _configuration;
    private readonly OptionPins _pins;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable? _storeSubscription;
    private readonly IDisposable? _settingsSubscription;
    private readonly OptionExpiry? _expiry;

    /// <summary>Makes a manager with all options of a registry, reads settings, and follows store and settings from then on.</summary>
    /// <param name="registry">The option groups; copied.</param>
    /// <param name="store">The store, started and disposed by its owner; without one, options come from settings and defaults only.</param>
    /// <param name="configuration">The section that holds the options' settings, or <see langword="null"/> for none.</param>
    /// <param name="settings">How the manager behaves.</param>
    /// <param name="timeProvider">Tells the time of writes.</param>
    /// <param name="logger">Takes the manager's messages.</param>
    /// <exception cref="OptionRegistrationException">
    /// A declaration breaks a rule; the message names it. With <see cref="OptionManagerSettings.DeclareOnDemand"/> a group that nobody needs yet
    /// throws it when it is needed; keys are checked here in either case.
    /// </exception>
    /// <exception cref="OptionSettingsException">
    /// A value in settings is ambiguous, not allowed or does not fit (S59), or the environment variable <c>OPTIONSSDK_PIN</c> is malformed,
    /// names an unknown option or a value that does not fit.
    /// </exception>
    public OptionManager(
        OptionRegistry registry,
        OptionStore? store = null,
        IConfiguration? configuration = null,
        OptionManagerSettings? settings = null,
        TimeProvider? timeProvider = null,
        ILogger<OptionManager>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        settings ??= new();
        _pins = OptionPins.Read(settings.ReadEnvironment);
        _logger = logger ?? NullLogger<OptionManager>.Instance;
        _time = timeProvider ?? TimeProvider.System;
        _configuration = configuration;
        _legacyPrefixes = [.. settings.LegacyPrefixes];
        _changes = new(_logger);
        _invalidValues = new(_logger);
        _publisher = new(_changes, _invalidValues, OpenSettings, _logger, store is null ? null : () => store.UnconfirmedFor);
        _usage = new(_publisher, store is not null, _time);
        _groups = new(this, registry, _publisher, _overrides, _pins);
        Store = store;

        // Followed before they are read for the first time, so that no reload falls between the two.
        _settingsSubscription = configuration is null ? null : ChangeToken.OnChange(configuration.GetReloadToken, ReloadSettings);
        try
        {
            // Whoever keeps rows in a file must know of each whether it is secret, before the first is kept.
            _groups.Start(settings.DeclareOnDemand && store is not { KeepsLastKnownGood: true });
            _pins.RequireKnown(key => Find(key) is not null || IsLegacy(key));
            SettingsValidation.RequireValid(_publisher.Current);
        }
        catch
        {
            _settingsSubscription?.Dispose();
            throw;
        }

        WarnAboutSettings();
        foreach (var option in Pinned)
        {
            ManagerLog.Pinned(_logger, option.Key, StartupEnvironment.Pin);
        }

        if (store is not null)
        {
            store.Learn(new DeclaredOptions(_publisher.Holder, IsLegacy));
            _storeSubscription = store.Subscribe((_, current) => Install(store, current));
            _publisher.Install(store);
            _expiry = new(store, _publisher, _logger);
        }
    }

    /// <summary>The store, or <see langword="null"/> if there is none.</summary>
    public OptionStore? Store { get; }

    /// <summary>The registered options, ordered by key (T54).</summary>
    public IReadOnlyList<OptionDefinition> All => Filter(null);

    /// <summary>Stored keys that are neither registered nor covered by a legacy prefix (S63), ordered. They are kept, never touched.</summary>
    public IReadOnlyList<string> UnknownStoredKeys
    {
        get
        {
            var current = _publisher.Current;
            return [.. current.Image.Rows.Keys.Where(key => current.Find(key) is null && !_groups.Knows(key) && !IsLegacy(key)).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Required options that are neither stored nor in settings, ordered by key. They never block anything.</summary>
    public IReadOnlyList<OptionDefinition> MissingRequired =>
        [.. Filter(OptionFlags.Required).Where(option => !IsSet(option.Key))];

    /// <summary>
    /// Options that the database has not confirmed for longer than their <see cref="MaxStalenessAttribute"/> allows, ordered by key, whether
    /// their last value is kept or not.
    /// </summary>
    public IReadOnlyList<OptionDefinition> ExpiredOptions
    {
        get
        {
            var current = Complete();
            return [.. current.Expiring.Where(slot => current[slot].IsExpired).Select(static slot => slot.Definition).OrderBy(static option => option.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>
    /// Options that the environment variable <c>OPTIONSSDK_PIN</c> fixes for this process, ordered by key. A pin wins over settings and
    /// store, whatever the flags are, and is checked by the same codec and rules. Writes go on and are stored, but this process does not
    /// see them before it starts without the pin.
    /// </summary>
    public IReadOnlyList<OptionDefinition> Pinned =>
        [.. _pins.Keys.Where(key => Find(key) is not null || IsLegacy(key)).Select(LookupKey)];

    /// <summary>Options whose stored value or setting does not fit; their last good value is in force.</summary>
    public IReadOnlyList<OptionInvalidValue> InvalidValues
    {
        get
        {
            var current = Complete();
            return [.. current.Slots.Values.OrderBy(static slot => slot.Key, StringComparer.Ordinal).SelectMany(slot => slot.FindInvalid(current[slot], null))];
        }
    }

    /// <summary>The options that have any of the given flags (T54).</summary>
    /// <param name="flags">
    /// The flags; <see langword="null"/> for all options, <see cref="OptionFlags.Default"/> for those declared without flags.
    /// </param>
    /// <returns>The options, ordered by key.</returns>
    public IReadOnlyList<OptionDefinition> Filter(OptionFlags? flags) =>
        [.. Complete().Slots.Values
            .Select(static slot => slot.Definition)
            .Where(option => flags is null || (flags == OptionFlags.Default ? option.Flags == OptionFlags.Default : (option.Flags & flags.Value) != 0))
            .OrderBy(static option => option.Key, StringComparer.Ordinal)];

    /// <summary>The one bound instance of a group.</summary>
    /// <typeparam name="TGroup">The group.</typeparam>
    /// <returns>The instance; always the same.</returns>
    /// <exception cref="OptionRegistrationException">The group is not part of the registry.</exception>
    public TGroup Group<TGroup>()
        where TGroup : class, IOptionGroup<TGroup> => (TGroup)Group(typeof(TGroup));

    /// <summary>The one bound instance of a group.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The instance; always the same.</returns>
    /// <exception cref="OptionRegistrationException">The group is not part of the registry.</exception>
    public object Group(Type group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _groups.Find(group) ?? throw new OptionRegistrationException(
            OptionErrorIds.UnknownGroup,
            null,
            $"The group '{group}' is not registered.",
            "A manager knows the groups of the registry that it was made of.",
            "Call AddOptionsSdk() in a project that references the group's assembly, or add the group to the registry.");
    }

    /// <summary>Registers an option at run time, beside the generated ones (S8-S16).</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The key; see <see cref="OptionKey"/> for its grammar.</param>
    /// <param name="defaultValue">The default.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="description">What the option is for.</param>
    /// <param name="codec">The codec of the type, from <see cref="OptionCodecs"/>; found by itself for the built-in leaf types.</param>
    /// <param name="maxStaleness">How long it is served unconfirmed, as <see cref="MaxStalenessAttribute"/> says; for ever if not given.</param>
    /// <param name="onExpired">What becomes of its stored value afterwards.</param>
    /// <returns>The option's typed key.</returns>
    /// <exception cref="OptionRegistrationException">The key is registered already, or key, flags, type, default or limit break a rule. Nothing is changed.</exception>
    [OptionWrite(OptionOperation.Register)]
    public OptionKey<T> Register<T>(
        [OptionKeyName] string key,
        T defaultValue,
        OptionFlags flags = OptionFlags.Default,
        string? description = null,
        OptionCodec<T>? codec = null,
        TimeSpan? maxStaleness = null,
        OnExpired onExpired = OnExpired.KeepLast)
    {
        RequireNew(key);
        var definition = new OptionDefinition<T>(key, flags, codec ?? RuntimeCodecs.Find<T>(), defaultValue, true, description, null, [], null);
        if (maxStaleness is { } limit)
        {
            definition.LimitStaleness(limit, onExpired);
        }
        else if (onExpired != OnExpired.KeepLast)
        {
            throw StalenessRules.WithoutLimit(key);
        }

        _publisher.Add(current =>
        {
            RequireNew(current, key);
            var slot = definition.CreateSlot(current.States.Length, _overrides, _publisher.Holder);
            _pins.Apply(slot);
            return [slot];
        });
        _usage.Include();
        Include([definition]);
        return new(key);
    }

    /// <summary>Unregisters an option that was registered at run time; its stored value stays (S17).</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    /// <exception cref="OptionRegistrationException">The option is generated.</exception>
    public void Unregister([OptionKeyName] string key)
    {
        _ = Find(key);
        _publisher.Remove(current =>
        {
            var slot = current.Require(key);
            return slot.Definition.Group is null
                ? slot
                : throw new OptionRegistrationException(
                    OptionErrorIds.GeneratedOption,
                    key,
                    $"The option belongs to the group '{slot.Definition.Group}'.",
                    "Only options that were registered at run time can be unregistered.",
                    "Remove the property from the group instead.");
        });
    }

    /// <summary>Finds what was declared of an option (S19-S22).</summary>
    /// <param name="key">The key.</param>
    /// <returns>The definition; for a legacy key a fresh one that is not registered.</returns>
    /// <exception cref="OptionUnknownException">The key is neither registered nor covered by a legacy prefix.</exception>
    public OptionDefinition LookupKey([OptionKeyName] string key) => RequireSlot(key).Definition;

    /// <summary>
    /// Stops following store and settings, and ends subscriptions and watches. Typed reads go on answering the last values; the store is
    /// disposed by its owner.
    /// </summary>
    public void Dispose()
    {
        _storeSubscription?.Dispose();
        _settingsSubscription?.Dispose();
        _expiry?.Dispose();
        _changes.Close();
        _invalidValues.Close();
    }

    /// <summary>Lets what was declared just now expire.</summary>
    internal void Include(IEnumerable<OptionDefinition> declared) => _expiry?.Include(declared);

    internal void WarnAboutMissingRequired()
    {
        foreach (var option in MissingRequired)
        {
            ManagerLog.MissingRequired(_logger, option.Key);
        }
    }

    internal OptionSlot RequireSlot(string key)
    {
        return Find(key) ?? (IsLegacy(key) ? MakeLegacySlot(_publisher.Current, key) : throw EffectiveSnapshot.Unknown(key));
    }

    /// <summary>The slot of a key, its group declared if it was not; null if nothing has the key.</summary>
    internal OptionSlot? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _publisher.Current.Find(key) ?? (_groups.Declare(key) ? _publisher.Current.Find(key) : null);
    }

    /// <summary>Declares the groups that are left.</summary>
    /// <returns>The snapshot in force, which knows every option.</returns>
    /// <exception cref="OptionRegistrationException">A declaration cannot work.</exception>
    internal EffectiveSnapshot Complete()
    {
        _groups.DeclareAll();
        return _publisher.Current;
    }

    internal OptionSlot<T> Require<T>(string key) => EffectiveSnapshot.RequireType<T>(RequireSlot(key));

    internal static void RequireNew(EffectiveSnapshot current, string key)
    {
        if (current.Find(key) is { } existing)
        {
            throw Duplicate(key, existing.Definition.Group is { } owner ? $"The key is declared by the group '{owner}'." : "The key is registered already.");
        }
    }

    internal static OptionRegistrationException Duplicate(string key, string problem) =>
        new(OptionErrorIds.DuplicateOption, key, problem, "A key names one option.", "Give one of the options another key.");

    private void RequireNew(string key)
    {
        _ = Find(key);
        RequireNew(_publisher.Current, key);
    }

    private bool IsLegacy(string key)
    {
        if (!OptionKey.IsValid(key))
        {
            return false;
        }

        foreach (var prefix in _legacyPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private OptionSlot<JsonElement> MakeLegacySlot(EffectiveSnapshot current, string key)
    {
        ManagerLog.LegacyKey(_logger, key);
        var definition = new OptionDefinition<JsonElement>(key, OptionFlags.Default, RuntimeCodecs.Find<JsonElement>(), EmptyText, true, null, null, [], null);
        var holder = new SnapshotHolder(current with { States = [] });
        var slot = new OptionSlot<JsonElement>(definition, 0, _overrides, holder) { IsLegacy = true };
        _pins.Apply(slot);
        holder.Replace(current with { States = [slot.Evaluate(current.Image, OpenSettings([.. current.Slots.Keys, key]), null, false)] });
        return slot;
    }

    private SettingsReader? OpenSettings(IEnumerable<string> keys) =>
        _configuration is null ? null : new SettingsReader(_configuration, new SettingsKeys(_groups.Indexes, keys.Where(key => !_groups.Knows(key))));

    private void WarnAboutSettings()
    {
        if (_publisher.Current.Settings is { } settings)
        {
            foreach (var path in settings.FindUnknownPaths())
            {
                if (!IsLegacy(path))
                {
                    ManagerLog.UnknownSetting(_logger, path);
                }
            }
        }
    }

    private static JsonElement EmptyText { get; } = JsonElement.Parse("\"\"");
}
