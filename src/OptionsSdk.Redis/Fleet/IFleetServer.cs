using OptionsSdk.Redis.Images;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Fleet;

/// <summary>
/// What is asked of Redis for a fleet. Times of life are Redis' own. An entry begins with the time until which it counts, in milliseconds and
/// 19 digits; the whole hash lives as long as its last entry.
/// </summary>
internal interface IFleetServer
{
    /// <summary>Puts an entry in place of the one before. A hash that is larger than a fleet is begun anew: its processes all speak again.</summary>
    /// <param name="database">Redis.</param>
    /// <param name="name">The name of the entry.</param>
    /// <param name="said">What the process says.</param>
    /// <param name="lifetime">For how long it counts.</param>
    /// <param name="isSweeping">Whether entries that expired, or are none, are removed too.</param>
    /// <returns>Whether it was done.</returns>
    Task<bool> ReportAsync(IDatabase database, string name, byte[] said, TimeSpan lifetime, bool isSweeping);

    /// <summary>Reads the entries that have not expired, without their times.</summary>
    /// <exception cref="ImageFormatException">There is more than a fleet may have.</exception>
    Task<IReadOnlyList<FleetEntry>> ReadAsync(IDatabase database);
}
