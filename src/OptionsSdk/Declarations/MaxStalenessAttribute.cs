namespace OptionsSdk;

/// <summary>
/// Limits how long an option is served without the database confirming its stored value. Without the attribute the last value is served for
/// ever. Time is measured by the monotonic clock, so that setting the wall clock changes nothing.
/// </summary>
/// <remarks>
/// The age counts from the moment at which the database was asked for the state that it confirmed last. What a cache or a last-known-good
/// file brought is not confirmed, and nobody knows its age: until the database has answered for the first time, it counts from the moment
/// at which this process made its store. A frozen process asks nobody, and what it once had confirmed does not expire.
/// </remarks>
/// <example>
/// <code>
/// [MaxStaleness("00:05:00", OnExpired = OnExpired.UseDefault)]
/// public partial bool NewCheckout { get; } = false;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class MaxStalenessAttribute : Attribute
{
    /// <summary>Gives the longest time.</summary>
    /// <param name="maxStaleness">
    /// The time as a duration in the form <c>[d.]hh:mm[:ss[.fffffff]]</c>; positive. In normal operation the database is asked once in each
    /// <see cref="Store.OptionStoreSettings.SyncInterval"/>, so that less than twice that makes a healthy process expire.
    /// </param>
    public MaxStalenessAttribute(string maxStaleness) => MaxStaleness = maxStaleness;

    /// <summary>The longest time, as text.</summary>
    public string MaxStaleness { get; }

    /// <summary>What becomes of the stored value afterwards; <see cref="OnExpired.KeepLast"/> unless given.</summary>
    public OnExpired OnExpired { get; set; }
}
