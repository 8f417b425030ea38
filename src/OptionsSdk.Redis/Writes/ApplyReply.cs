namespace OptionsSdk.Redis.Writes;

/// <summary>What a compare-and-set did. The numbers are the scripts' own.</summary>
internal enum ApplyReply
{
    /// <summary>The image stands at the new position, and the channel was told.</summary>
    Applied = 1,

    /// <summary>The image stood there already, or further.</summary>
    AlreadyNewer = 0,

    /// <summary>The image stands elsewhere in the same epoch, or there with another token.</summary>
    DoesNotFit = -1,

    /// <summary>The image is of an older epoch.</summary>
    OtherEpoch = -2,

    /// <summary>There is no image.</summary>
    Empty = -3,

    /// <summary>The staged image is gone or not whole.</summary>
    StagingLost = -5,
}
