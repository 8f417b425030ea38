using OptionsSdk.Redis.Images;
using OptionsSdk.Redis.Writes;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Fleet;

/// <summary>Asks by scripts: one round trip each, by the clock of the server that holds the hash.</summary>
internal sealed class ScriptFleet(ImageKeys keys) : IFleetServer
{
    public async Task<bool> ReportAsync(IDatabase database, string name, byte[] said, TimeSpan lifetime, bool isSweeping) =>
        (int)await database.ScriptEvaluateAsync(
            FleetScripts.Report,
            [keys.Fleet],
            [
                FleetLimits.MaximumNodes,
                FleetLimits.MaximumNodeBytes,
                name,
                (long)lifetime.TotalMilliseconds,
                said,
                isSweeping ? 1 : 0,
            ]).ConfigureAwait(false) == 1;

    public async Task<IReadOnlyList<FleetEntry>> ReadAsync(IDatabase database)
    {
        var reply = (RedisResult[])(await database.ScriptEvaluateAsync(
            FleetScripts.Read,
            [keys.Fleet],
            [FleetLimits.MaximumNodes, FleetLimits.MaximumNodeBytes, FleetLimits.MaximumBytes]).ConfigureAwait(false))!;
        switch ((int)reply[0])
        {
            case 1:
                break;
            case -1:
                throw new ImageFormatException("*", "is one of more processes than a fleet may have");
            default:
                throw new ImageFormatException("*", "makes the fleet larger than one may be");
        }

        var flat = (RedisValue[])reply[1]!;
        var entries = new FleetEntry[flat.Length / 2];
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = new(flat[2 * index], flat[(2 * index) + 1]);
        }

        return entries;
    }
}
