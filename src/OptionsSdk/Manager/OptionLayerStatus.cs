namespace OptionsSdk;

/// <summary>What a layer has to say about an option's value.</summary>
public enum OptionLayerStatus
{
    /// <summary>The layer has no value.</summary>
    Absent = 0,

    /// <summary>The layer's value is the effective one.</summary>
    Winner = 1,

    /// <summary>The layer has a value, but a stronger layer wins.</summary>
    Loser = 2,

    /// <summary>The option's flags leave the layer out.</summary>
    Ignored = 3,

    /// <summary>The layer's value does not fit the option; its last good value is shown if there is one.</summary>
    Invalid = 4,

    /// <summary>The database has not confirmed the stored value for longer than the option allows, so that it counts as absent.</summary>
    Expired = 5,
}
