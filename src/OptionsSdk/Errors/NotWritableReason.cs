namespace OptionsSdk.Errors;

/// <summary>Why an option cannot be written (T46).</summary>
public enum NotWritableReason
{
    /// <summary>The option can be written.</summary>
    None = 0,

    /// <summary>The option is immutable or never stored.</summary>
    ReadOnly = 1,

    /// <summary>Settings hold a value that wins over the store.</summary>
    OptionOnDisk = 2,

    /// <summary>The option's flags do not allow this channel.</summary>
    ChannelNotAllowed = 3,

    /// <summary>Another channel wrote a different value that this channel may not overwrite (T48).</summary>
    Drifted = 4,

    /// <summary>The process is frozen, so that it cannot judge what is stored now.</summary>
    Frozen = 5,
}
