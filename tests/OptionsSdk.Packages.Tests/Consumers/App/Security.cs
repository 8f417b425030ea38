namespace App;

/// <summary>How careful to be.</summary>
internal enum Security
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Never without encryption.</summary>
    Required,
}
