using OptionsSdk.Errors;
using OptionsSdk.Redis.Connections;
using OptionsSdk.Redis.Fleet;
using OptionsSdk.Redis.Images;
using OptionsSdk.Store;

namespace OptionsSdk.Redis;

/// <content>
/// The processes that share the namespace, in the hash <c>opt:{namespace}:n</c>: one field for each, which begins with the time until which it
/// counts by the clock of Redis. What it says is for people and for waiting, and decides nothing else.
/// </content>
public sealed partial class RedisOptionCache
{
    private readonly IFleetServer _fleet;
    private readonly FleetFormat _fleetFormat;
    private readonly TimeProvider _time;
    private long? _swept;

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    public async ValueTask ReportAsync(FleetNode node, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromMilliseconds(1));
        var name = FleetFormat.NameOf(node.Id);
        var said = _fleetFormat.Write(node);
        var isSweeping = IsTimeToSweep(lifetime);
        bool isDone;
        try
        {
            isDone = await SayAsync().ConfigureAwait(false);
        }
        catch (RedisWrongTypeException)
        {
            // Somebody put something else there. Nothing is lost with it: every process speaks again.
            await CallAsync(database => database.KeyDeleteAsync(_keys.Fleet), _commandTimeout, cancellationToken).ConfigureAwait(false);
            isDone = await SayAsync().ConfigureAwait(false);
        }

        if (!isDone)
        {
            throw new OptionStoreUnavailableException(
                OptionErrorIds.StoreUnavailable,
                null,
                $"{Name} did not take what this process says about itself.",
                "A process tells the fleet where it stands in one transaction.",
                "Nothing has to be done: the process says it again.");
        }

        Task<bool> SayAsync() => CallAsync(
            database => _fleet.ReportAsync(database, name, said, lifetime, isSweeping), _commandTimeout, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    public async ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken = default)
    {
        try
        {
            await CallAsync(
                database => database.HashDeleteAsync(_keys.Fleet, FleetFormat.NameOf(node)), _commandTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisWrongTypeException)
        {
            // What is no hash holds no word of the process.
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What is not what a process says, or not signed where <see cref="RedisOptionCacheSettings.SigningKey"/> is set, is left out and logged.
    /// Names are shown without control characters.
    /// </remarks>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    /// <exception cref="OptionStoreCorruptException">There is no fleet where it should be, or more than one may be.</exception>
    public async ValueTask<IReadOnlyList<FleetNode>> ReadNodesAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<FleetEntry> entries;
        try
        {
            entries = await CallAsync(_fleet.ReadAsync, _imageTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageFormatException exception)
        {
            throw NoFleet(exception);
        }
        catch (RedisWrongTypeException exception)
        {
            throw NoFleet(new ImageFormatException(_keys.Fleet.ToString(), "is no hash"), exception);
        }

        var nodes = new List<FleetNode>(entries.Count);
        foreach (var (name, value) in entries)
        {
            try
            {
                var node = _fleetFormat.Read(name.ToString(), ((ReadOnlyMemory<byte>)value).Span);
                CheckPlausible(node.Position);
                nodes.Add(node);
            }
            catch (ImageFormatException exception)
            {
                if (_limits.Allows(RedisLog.FleetEntryIgnoredId))
                {
                    _logger.FleetEntryIgnored(Name, exception.Field, exception.Problem);
                }
            }
        }

        return nodes;
    }

    /// <summary>Each process removes what others left behind about as often as its own word would expire.</summary>
    private bool IsTimeToSweep(TimeSpan lifetime)
    {
        lock (_gate)
        {
            if (_swept is { } last && _time.GetElapsedTime(last) < lifetime)
            {
                return false;
            }

            _swept = _time.GetTimestamp();
            return true;
        }
    }

    private OptionStoreCorruptException NoFleet(ImageFormatException exception, Exception? cause = null) =>
        new(
            OptionErrorIds.StoreCorrupt,
            null,
            $"The field {exception.Field} of {_keys.Fleet} in {Name} {exception.Problem}.",
            "What processes say about themselves is read within limits.",
            $"The next process that speaks begins anew; to do it now, delete {_keys.Fleet}. Find out who else can write to this Redis.",
            cause ?? exception);
}
