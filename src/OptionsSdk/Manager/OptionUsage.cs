namespace OptionsSdk;

/// <summary>What one process knows of the use of one option. Immutable; never contains a value.</summary>
public sealed class OptionUsage
{
    internal OptionUsage(
        OptionDefinition option, DateTimeOffset? since, bool isRead, DateTimeOffset? firstSince, bool wasRead, bool isSet, bool wasSet)
    {
        Option = option;
        Since = since;
        IsRead = isRead;
        FirstSince = firstSince;
        WasRead = wasRead;
        IsSet = isSet;
        WasSet = wasSet;
    }

    /// <summary>The option.</summary>
    public OptionDefinition Option { get; }

    /// <summary>Since when its reads were noticed in the report's window; <see langword="null"/> if none was open for it.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>Whether it was read in the report's window. Says something only if there is a <see cref="Since"/>.</summary>
    public bool IsRead { get; }

    /// <summary>Since when its reads were noticed in any window.</summary>
    public DateTimeOffset? FirstSince { get; }

    /// <summary>Whether it was read in any window so far, the report's included.</summary>
    public bool WasRead { get; }

    /// <summary>Whether a stored row or a setting exists now, fitting or not.</summary>
    public bool IsSet { get; }

    /// <summary>Whether this process has ever seen a stored row or a setting of it.</summary>
    public bool WasSet { get; }

    /// <inheritdoc/>
    public override string ToString() => Option.Key;
}
