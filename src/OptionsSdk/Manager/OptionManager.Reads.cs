using Microsoft.Extensions.Configuration;
using OptionsSdk.Errors;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Settings;

namespace OptionsSdk;

/// <content>Reading, explaining, validating, overriding.</content>
public sealed partial class OptionManager
{
    /// <summary>Reads an option. Does no I/O and never throws for a store or value reason (S31).</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <returns>The effective value.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered (S21).</exception>
    /// <exception cref="OptionValueException">The option is of another type.</exception>
    public T Get<T>(OptionKey<T> key) => Require<T>(key.Name).ReadSlow();

    /// <inheritdoc cref="Get{T}(OptionKey{T})"/>
    /// <param name="key">The option's key.</param>
    public T Get<[OptionValue] T>([OptionKeyName] string key) => Require<T>(key).ReadSlow();

    /// <summary>Reads an option as text that the text door reads back. Not redacted: the caller decides who may see a credential.</summary>
    /// <param name="key">The option's key.</param>
    /// <returns>The effective value as text, in the invariant culture.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public string GetText([OptionKeyName] string key) => RequireSlot(key).FormatCurrent();

    /// <summary>Reads an option as canonical JSON. Not redacted: the caller decides who may see a credential.</summary>
    /// <param name="key">The option's key.</param>
    /// <returns>The effective value as JSON text.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public string GetJson([OptionKeyName] string key) => RequireSlot(key).CurrentJson();

    /// <summary>
    /// Says whether an option has a value of its own: a row exists in the store (unless the option is never stored), settings name it, or the
    /// environment pins it.
    /// Reading an option never makes it set (difference from T53).
    /// </summary>
    /// <param name="key">The option's key.</param>
    /// <returns><see langword="true"/> if a row, a setting or a pin exists.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public bool IsSet([OptionKeyName] string key) => RequireSlot(key).State is var state && (state.Row is not null || state.IsOnDisk || state.Source == OptionSource.Pin);

    /// <summary>Says whether settings name an option (T57).</summary>
    /// <param name="key">The option's key.</param>
    /// <returns><see langword="true"/> if settings have a value for it, fitting or not.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public bool IsSetOnDisk([OptionKeyName] string key) => RequireSlot(key).State.IsOnDisk;

    /// <summary>The revision of an option's stored row, to be expected by a later write.</summary>
    /// <param name="key">The option's key.</param>
    /// <returns>The revision; 0 if the option has no stored row.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public long GetRevision([OptionKeyName] string key) => RequireSlot(key).State.Row?.Revision ?? 0;

    /// <summary>Captures the values of all options at one moment, with the overrides that are open in the current flow.</summary>
    /// <returns>The values.</returns>
    public OptionSnapshot Capture() => Capture(Complete());

    /// <summary>Captures the options that are declared.</summary>
    internal OptionSnapshot CaptureDeclared() => Capture(_publisher.Current);

    private OptionSnapshot Capture(EffectiveSnapshot current) => new(current, _overrides.Capture());

    /// <summary>Explains where an option's value comes from: every layer in order. Credentials are redacted.</summary>
    /// <param name="key">The option's key.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public OptionExplanation Explain([OptionKeyName] string key)
    {
        var slot = RequireSlot(key);
        var current = _publisher.Current;
        return OptionExplainer.Explain(slot, slot.IsLegacy ? slot.State : current[slot], current.Image.Position.Revision, Store);
    }

    /// <summary>
    /// Checks settings against the registered options and stops at the first error (S56-S58). Nothing is changed.
    /// </summary>
    /// <param name="settings">Keys and values as text; <see langword="null"/> counts as absent.</param>
    /// <exception cref="OptionUnknownException">A key is neither registered nor covered by a legacy prefix.</exception>
    /// <exception cref="OptionSettingsException">A value is not allowed in settings, ambiguous, or does not fit its option.</exception>
    public void Validate(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Validate(new SettingsPairs(settings));
    }

    /// <inheritdoc cref="Validate(IEnumerable{KeyValuePair{string, string}})"/>
    /// <param name="section">The section that holds the settings.</param>
    public void Validate(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var current = Complete();
        var reader = new SettingsReader(section, current.Slots.Keys);
        foreach (var path in reader.FindUnknownPaths())
        {
            if (!IsLegacy(path))
            {
                throw EffectiveSnapshot.Unknown(path);
            }
        }

        foreach (var slot in current.Slots.Values.OrderBy(static slot => slot.Key, StringComparer.Ordinal))
        {
            SettingsValidation.RequireValid(slot, slot.Evaluate(OptionsSdk.Store.StoreImage.Empty, reader, null, false));
        }
    }

    /// <summary>
    /// Overrides an option for a test: for the current asynchronous flow and the flows it starts, until disposed, whatever the layers say
    /// and whatever the flags are. Nestable, disposable in any order and from any flow; a disposed override is dead in every flow.
    /// </summary>
    /// <remarks>
    /// As with every asynchronous local, an override that is opened inside an awaited method or an asynchronous fixture does not reach its
    /// caller: open it in the test itself. A server that a test hosts sees it only if it keeps the caller's execution context.
    /// Legacy keys cannot be overridden.
    /// </remarks>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <param name="value">The value; it must obey the option's rules.</param>
    /// <returns>Ends the override when disposed.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    /// <exception cref="OptionValueException">The value breaks a rule, or the option is of another type.</exception>
    public IDisposable Override<T>(OptionKey<T> key, T value)
    {
        var slot = RequireDeclared<T>(key.Name);
        var frozen = slot.RequireValid(value);
        slot.RequireWithinLimits(frozen);
        slot.OpenOverride();
        return new OptionOverride<T>(slot, _overrides, _overrides.Push(slot, new Generated.OptionBox<T>(frozen)));
    }

    /// <summary>Follows an option's changes from the moment the result is enumerated.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The changes; a slow reader loses the oldest ones, never the latest.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public IAsyncEnumerable<OptionChange<T>> WatchAsync<T>(OptionKey<T> key, CancellationToken cancellationToken = default) =>
        WatchAsync(RequireDeclared<T>(key.Name), cancellationToken);

    /// <summary>Calls a handler after each real change of one option, on the thread pool, one change after the other.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <param name="handler">The handler. What it throws is logged and harms nobody else.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    public IDisposable OnChange<T>(OptionKey<T> key, Action<OptionChange<T>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var definition = RequireDeclared<T>(key.Name).Definition;
        return _changes.Subscribe(change => ReferenceEquals(change.Option, definition), change => handler((OptionChange<T>)change));
    }

    /// <summary>Calls a handler after each real change of any option of a group.</summary>
    /// <typeparam name="TGroup">The group.</typeparam>
    /// <param name="handler">The handler. What it throws is logged and harms nobody else.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable OnChange<TGroup>(Action<OptionChange> handler)
        where TGroup : class, Generated.IOptionGroup<TGroup>
    {
        ArgumentNullException.ThrowIfNull(handler);
        _ = Group<TGroup>();
        return _changes.Subscribe(static change => change.Option.Group == typeof(TGroup), handler);
    }

    /// <summary>Calls a handler after each real change of any option.</summary>
    /// <param name="handler">The handler. What it throws is logged and harms nobody else.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable OnChange(Action<OptionChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _ = Complete();
        return _changes.Subscribe(static _ => true, handler);
    }

    /// <summary>Calls a handler for each stored value or setting that is found not to fit its option.</summary>
    /// <param name="handler">The handler. What it throws is logged and harms nobody else.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable OnInvalidValue(Action<OptionInvalidValue> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _ = Complete();
        return _invalidValues.Subscribe(static _ => true, handler);
    }

    private OptionSlot<T> RequireDeclared<T>(string key) => EffectiveSnapshot.RequireType<T>(Find(key) ?? throw EffectiveSnapshot.Unknown(key));

    internal IAsyncEnumerable<OptionChange<T>> WatchAsync<T>(OptionSlot<T> slot, CancellationToken cancellationToken) =>
        new Changes.OptionWatch<T>(_changes, slot, cancellationToken);
}
