namespace OptionsSdk.Chaos.Nodes.Commands;

/// <summary>What nodes can be told to do.</summary>
public enum NodeCommandKind
{
    /// <summary>Begins to write.</summary>
    Write,

    /// <summary>Begins no further write.</summary>
    Rest,

    /// <summary>Loses every notification from now on.</summary>
    GoDeaf,

    /// <summary>Hears notifications again.</summary>
    Hear,

    /// <summary>Puts the image of now into the cache, later.</summary>
    PutLate,

    /// <summary>Tells where it stands.</summary>
    Stand,
}
