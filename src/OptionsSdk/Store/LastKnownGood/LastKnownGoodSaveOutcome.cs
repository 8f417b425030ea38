namespace OptionsSdk.Store.LastKnownGood;

/// <summary>What came of saving an image.</summary>
internal enum LastKnownGoodSaveOutcome
{
    /// <summary>The file holds the image.</summary>
    Saved = 0,

    /// <summary>The file held it already.</summary>
    Unchanged = 1,

    /// <summary>The file stands at a position that the image does not know: another process is ahead, or the history is another.</summary>
    Ahead = 2,
}
