using OptionsSdk.Redis.Images;
using OptionsSdk.Redis.Writes;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Fleet;

/// <summary>
/// Asks without scripts. What is to be removed is removed only if it is still what was looked at (WATCH), so that nobody is forgotten who spoke
/// again meanwhile.
/// </summary>
internal sealed class TransactionFleet(ImageKeys keys) : IFleetServer
{
    public async Task<bool> ReportAsync(IDatabase database, string name, byte[] said, TimeSpan lifetime, bool isSweeping)
    {
        var now = await ReadTimeAsync(database).ConfigureAwait(false);
        if (await database.HashLengthAsync(keys.Fleet).ConfigureAwait(false) > FleetLimits.MaximumNodes)
        {
            await database.KeyDeleteAsync(keys.Fleet).ConfigureAwait(false);
        }
        else if (isSweeping)
        {
            await SweepAsync(database, now).ConfigureAwait(false);
        }

        var life = await database.KeyTimeToLiveAsync(keys.Fleet).ConfigureAwait(false);
        var transaction = database.CreateTransaction();
        _ = transaction.HashSetAsync(keys.Fleet, name, (byte[])[.. Stamp(now + (long)lifetime.TotalMilliseconds), (byte)' ', .. said]);
        if (life is null || life < lifetime)
        {
            _ = transaction.KeyExpireAsync(keys.Fleet, lifetime);
        }

        return await transaction.ExecuteAsync().ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<FleetEntry>> ReadAsync(IDatabase database)
    {
        var now = Stamp(await ReadTimeAsync(database).ConfigureAwait(false));
        if (await database.HashLengthAsync(keys.Fleet).ConfigureAwait(false) > FleetLimits.MaximumNodes)
        {
            throw new ImageFormatException("*", "is one of more processes than a fleet may have");
        }

        var entries = new List<FleetEntry>();
        await foreach (var (name, value) in ReadEntriesAsync(database).ConfigureAwait(false))
        {
            if (IsAlive(value, now))
            {
                entries.Add(new(name, ((ReadOnlyMemory<byte>)value)[(FleetLimits.StampLength + 1)..]));
            }
        }

        return entries;
    }

    private async Task SweepAsync(IDatabase database, long now)
    {
        var stamp = Stamp(now);
        await foreach (var (name, value) in ReadEntriesAsync(database).ConfigureAwait(false))
        {
            if (!IsAlive(value, stamp))
            {
                var transaction = database.CreateTransaction();
                transaction.AddCondition(Condition.HashEqual(keys.Fleet, name, value));
                _ = transaction.HashDeleteAsync(keys.Fleet, name);
                await transaction.ExecuteAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads what has the size of entries. The rest is left alone until the hash is begun anew.</summary>
    private async IAsyncEnumerable<FleetEntry> ReadEntriesAsync(IDatabase database)
    {
        const int part = 100;
        long bytes = 0;
        var names = await database.HashKeysAsync(keys.Fleet).ConfigureAwait(false);
        foreach (var some in names.Where(static name => name.Length() == FleetLimits.NameLength).Chunk(part))
        {
            var lengths = await Task.WhenAll(some.Select(name => database.HashStringLengthAsync(keys.Fleet, name))).ConfigureAwait(false);
            var small = some.Where((_, index) => lengths[index] is > FleetLimits.StampLength and <= FleetLimits.MaximumNodeBytes).ToArray();
            bytes += lengths.Where(static length => length <= FleetLimits.MaximumNodeBytes).Sum();
            if (bytes > FleetLimits.MaximumBytes)
            {
                throw new ImageFormatException("*", "makes the fleet larger than one may be");
            }

            if (small.Length == 0)
            {
                continue;
            }

            var values = await database.HashGetAsync(keys.Fleet, small).ConfigureAwait(false);
            for (var index = 0; index < small.Length; index++)
            {
                if (!values[index].IsNull)
                {
                    yield return new(small[index], values[index]);
                }
            }
        }
    }

    private static byte[] Stamp(long milliseconds) => System.Text.Encoding.ASCII.GetBytes(ImageHead.Number(milliseconds));

    private static bool IsAlive(RedisValue value, ReadOnlySpan<byte> now)
    {
        var bytes = ((ReadOnlyMemory<byte>)value).Span;
        return bytes.Length > FleetLimits.StampLength
            && bytes[FleetLimits.StampLength] == (byte)' '
            && bytes[..FleetLimits.StampLength].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && bytes[..FleetLimits.StampLength].SequenceCompareTo(now) >= 0;
    }

    /// <summary>The time of the server that holds the hash, in milliseconds.</summary>
    private async Task<long> ReadTimeAsync(IDatabase database)
    {
        var time = await database.Multiplexer.GetServer(keys.Fleet).TimeAsync().ConfigureAwait(false);
        return new DateTimeOffset(time).ToUnixTimeMilliseconds();
    }
}
