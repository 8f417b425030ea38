using OptionsSdk.Manager;

namespace OptionsSdk;

/// <inheritdoc/>
/// <typeparam name="T">The type of the option's value.</typeparam>
public sealed class OptionChange<T> : OptionChange
{
    internal OptionChange(OptionDefinition<T> option, T oldValue, OptionSource oldSource, T newValue, OptionSource newSource, long revision, OptionChannel channel, string? actor, string? reason)
        : base(option, oldSource, newSource, revision, channel, actor, reason)
    {
        OldValue = oldValue;
        NewValue = newValue;
    }

    /// <summary>The value before.</summary>
    public T OldValue { get; }

    /// <summary>The value after.</summary>
    public T NewValue { get; }

    /// <inheritdoc/>
    public override string OldText => Redaction.Show(Option, OldValue);

    /// <inheritdoc/>
    public override string NewText => Redaction.Show(Option, NewValue);
}
