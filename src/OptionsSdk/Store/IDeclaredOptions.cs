namespace OptionsSdk.Store;

/// <summary>
/// What somebody above the store knows of the options: the store itself knows keys and texts alone. Safe for concurrent use, and answers
/// even after its owner was disposed.
/// </summary>
internal interface IDeclaredOptions
{
    /// <summary>Says whether a key is known to hold a secret.</summary>
    bool IsCredential(string key);

    /// <summary>
    /// The row that may be kept outside the database for a row of the image: the row itself, or the last good one if its value does not fit.
    /// </summary>
    /// <returns>The row, or <see langword="null"/> if the option is unknown, never stored, or has never had a good value.</returns>
    StoreRow? FindGood(StoreRow row);

    /// <summary>The stored keys whose value does not fit its option.</summary>
    IEnumerable<string> RejectedKeys { get; }

    /// <summary>How long the options that expire are served without being confirmed: one limit for each of them.</summary>
    IEnumerable<TimeSpan> StalenessLimits { get; }

    /// <summary>The declarations that decide about the two answers, as text that is equal when they are.</summary>
    string Describe();
}
