namespace OptionsSdk;

/// <summary>
/// What becomes of an option's stored value when the database has not confirmed it for longer than the option's <see cref="MaxStalenessAttribute"/>
/// allows. Reads never throw for it.
/// </summary>
public enum OnExpired
{
    /// <summary>The last value stays in force; health, metrics and <see cref="OptionManager.Explain"/> tell that it has expired.</summary>
    KeepLast = 0,

    /// <summary>
    /// The stored value counts as absent until the database has confirmed it again: settings or the declared default are in force, with a
    /// change event both times.
    /// </summary>
    UseDefault = 1,
}
