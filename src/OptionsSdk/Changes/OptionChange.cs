namespace OptionsSdk;

/// <summary>One real change of an option's effective value. Raised after the new value is visible to typed reads. Immutable.</summary>
public abstract class OptionChange
{
    private protected OptionChange(OptionDefinition option, OptionSource oldSource, OptionSource newSource, long revision, OptionChannel channel, string? actor, string? reason)
    {
        Option = option;
        OldSource = oldSource;
        NewSource = newSource;
        Revision = revision;
        Channel = channel;
        Actor = actor;
        Reason = reason;
    }

    /// <summary>The option.</summary>
    public OptionDefinition Option { get; }

    /// <summary>The option's key.</summary>
    public string Key => Option.Key;

    /// <summary>The layer that the old value came from.</summary>
    public OptionSource OldSource { get; }

    /// <summary>The layer that the new value comes from.</summary>
    public OptionSource NewSource { get; }

    /// <summary>The store's revision when the change was installed.</summary>
    public long Revision { get; }

    /// <summary>Through which door the stored value came, if the new value comes from the store.</summary>
    public OptionChannel Channel { get; }

    /// <summary>Who wrote the stored value, if known.</summary>
    public string? Actor { get; }

    /// <summary>Why, if known.</summary>
    public string? Reason { get; }

    /// <summary>The old value as text, redacted for credentials.</summary>
    public abstract string OldText { get; }

    /// <summary>The new value as text, redacted for credentials.</summary>
    public abstract string NewText { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {OldText} ({OldSource}) -> {NewText} ({NewSource})";
}
