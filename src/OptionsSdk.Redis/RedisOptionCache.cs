using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Errors;
using OptionsSdk.Redis.Connections;
using OptionsSdk.Redis.Fleet;
using OptionsSdk.Redis.Images;
using OptionsSdk.Redis.Signals;
using OptionsSdk.Redis.Writes;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis;

/// <summary>
/// The shared cache of a fleet: a replica of the whole namespace in one Redis hash without a time to live, and the channel on which processes
/// hear of commits. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// The hash <c>opt:{namespace}:s</c> holds <c>_epoch</c>, <c>_rev</c>, <c>_tok</c> and one field for each option; it moves only forward, by a
/// delta that fits exactly or by a whole newer image, each in one atomic step that also publishes the revision on <c>opt:{namespace}:c</c>.
/// </para>
/// <para>
/// What Redis holds is untrusted input: it is bounded before it is read, every field is checked before any is used, and one bad field refuses the
/// whole image. A refused image counts as none, and the next <see cref="PutAsync(StoreImage, CancellationToken)"/> replaces it.
/// </para>
/// <para>
/// Keys are never remembered one by one: <see cref="FillAsync"/> declines. A write that is committed and then never reaches Redis, because its
/// process died in between, leaves nothing that could revoke such an entry. An image has a position, by which the sync tick of any process sees
/// that it is behind and repairs it; an entry has none that anybody compares, so it would stay wrong until it expires. Without an image, reads by
/// key therefore go to the database.
/// </para>
/// <para>
/// With <see cref="OptionCacheMode.NotifyOnly"/> no value is ever sent to Redis or read from it: only the position is kept, under
/// <c>opt:{namespace}:h</c>, and published. It cannot share the image's key, because a head without rows says that no option has a value.
/// </para>
/// </remarks>
public sealed partial class RedisOptionCache : IOptionCache, IOptionChangeSignal, IOptionFleet, IAsyncDisposable
{
    private readonly RedisConnection _connection;
    private readonly RedisWatches _watches;
    private readonly IImageServer _server;
    private readonly ImageKeys _keys;
    private readonly ImageFormat _format;
    private readonly TimeSpan _commandTimeout;
    private readonly TimeSpan _imageTimeout;
    private readonly Func<Task>? _beforeReplace;
    private readonly ILogger _logger;
    private readonly LogLimits _limits;
    private readonly Lock _gate = new();
    private StorePosition _known;
    private SignedRows? _signed;
    private RedisValue[]? _refused;

    /// <summary>Makes a cache with a connection of its own, which is opened by the first call.</summary>
    /// <param name="configuration">
    /// Where Redis is, as StackExchange.Redis writes it, for example <c>redis:6380,ssl=true,user=options,password=…</c>. The cache sets
    /// <c>abortConnect</c> to false and lets commands fail at once while there is no connection, and <c>keepAlive</c> to 5 seconds unless given.
    /// </param>
    /// <param name="settings">How the cache behaves; the defaults if <see langword="null"/>.</param>
    /// <param name="logger">The log, if there is one.</param>
    /// <param name="timeProvider">Measures waiting; the system's clock if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The configuration or a setting is malformed.</exception>
    public RedisOptionCache(string configuration, RedisOptionCacheSettings? settings = null, ILogger? logger = null, TimeProvider? timeProvider = null)
        : this((time, log) => new(NotBlank(configuration), time, log), settings, logger, timeProvider)
    {
    }

    /// <summary>Makes a cache over a connection of the application, which is used as it is and never closed.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="settings">How the cache behaves; the defaults if <see langword="null"/>.</param>
    /// <param name="logger">The log, if there is one.</param>
    /// <param name="timeProvider">Measures waiting; the system's clock if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A setting is malformed.</exception>
    public RedisOptionCache(IConnectionMultiplexer connection, RedisOptionCacheSettings? settings = null, ILogger? logger = null, TimeProvider? timeProvider = null)
        : this((time, log) => new(connection ?? throw new ArgumentNullException(nameof(connection)), time, log), settings, logger, timeProvider)
    {
    }

    private RedisOptionCache(
        Func<TimeProvider, ILogger, RedisConnection> connect, RedisOptionCacheSettings? settings, ILogger? logger, TimeProvider? timeProvider)
    {
        settings ??= new();
        settings.Validate();
        var time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _limits = new(_logger, time);
        _connection = connect(time, _logger);
        Namespace = settings.Namespace;
        _keys = new(settings.Namespace);
        var signer = settings.SigningKey is { } key ? new ImageSigner(settings.Namespace, key, settings.PreviousSigningKey) : null;
        _format = new(signer);
        _fleetFormat = new(signer);
        _time = time;
        if (settings.WriteMode == RedisWriteMode.Scripts)
        {
            _server = new ScriptServer(_keys);
            _fleet = new ScriptFleet(_keys);
        }
        else
        {
            _server = new TransactionServer(_keys, settings.BeforeCompareAndSet);
            _fleet = new TransactionFleet(_keys);
        }

        _commandTimeout = settings.CommandTimeout;
        _imageTimeout = settings.ImageTimeout;
        _beforeReplace = settings.BeforeReplace;
        Mode = settings.Mode;
        IsTrusted = Mode != OptionCacheMode.NotifyOnly && (_format.IsSigned || settings.TrustRedis);
        _watches = new(_connection, _keys, _commandTimeout, IsPlausible, time, _logger);
    }

    /// <inheritdoc/>
    public string Name => _connection.Name;

    /// <inheritdoc/>
    public string? Namespace { get; }

    /// <inheritdoc/>
    public OptionCacheMode Mode { get; }

    /// <inheritdoc/>
    /// <remarks>Whether <see cref="RedisOptionCacheSettings.SigningKey"/> or <see cref="RedisOptionCacheSettings.TrustRedis"/> is set and values come from Redis at all.</remarks>
    public bool IsTrusted { get; }

    private bool IsNotifyOnly => Mode == OptionCacheMode.NotifyOnly;

    private RedisKey HeadKey => IsNotifyOnly ? _keys.Position : _keys.Image;

    /// <inheritdoc/>
    /// <remarks>Without an image, and always with <see cref="OptionCacheMode.NotifyOnly"/>, the answer is a miss that cannot be filled. Where images are signed the whole image is read: one row alone could be an old one.</remarks>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    /// <exception cref="OptionStoreCorruptException">The image, or what was read of it, is not what this library writes.</exception>
    public async ValueTask<CacheLookup> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (IsNotifyOnly)
        {
            return new(CacheLookupKind.Miss, null, 0);
        }

        if (_format.IsSigned)
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false) is { } image ? Answer(image.Find(key)) : new(CacheLookupKind.Miss, null, 0);
        }

        RedisValue name = OptionCacheKey.For(key);
        var fields = await ReadFieldsAsync([.. ImageHead.Fields, name], cancellationToken).ConfigureAwait(false);
        var headFields = fields[..ImageHead.Fields.Length];
        try
        {
            if (ReadHead(headFields) is not { } head)
            {
                return fields[^1].IsNull ? new(CacheLookupKind.Miss, null, 0) : throw new ImageFormatException(ImageHead.RevisionField, "is missing");
            }

            return Answer(fields[^1].IsNull
                ? null
                : RowFormat.Read(name.ToString(), ((ReadOnlyMemory<byte>)fields[^1]).Span, head.Position.Revision, null, out _));
        }
        catch (ImageFormatException exception)
        {
            throw Refuse(exception, headFields);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Always declines; the remarks of the class say why.</remarks>
    public ValueTask<bool> FillAsync(string key, StoreRowRead read, long lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(false);
    }

    /// <inheritdoc/>
    /// <remarks>An image that was refused, or whose head must be, counts as none.</remarks>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    public async ValueTask<StorePosition?> ReadPositionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var fields = await ReadFieldsAsync(ImageHead.Fields, cancellationToken).ConfigureAwait(false);
            try
            {
                return IsRefused(fields) ? null : ReadHead(fields)?.Position;
            }
            catch (ImageFormatException exception)
            {
                throw Refuse(exception, fields);
            }
        }
        catch (OptionStoreCorruptException)
        {
            // Logged where it was refused. To the sync it is a cache that holds no image, which it repairs.
            return null;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Always <see langword="null"/> with <see cref="OptionCacheMode.NotifyOnly"/>.</remarks>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    /// <exception cref="OptionStoreCorruptException">The image is not what this library writes, or not signed where it has to be.</exception>
    /// <exception cref="OptionStoreSchemaException">The image was written by a later version of this library.</exception>
    public async ValueTask<StoreImage?> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (IsNotifyOnly)
        {
            return null;
        }

        HashEntry[] fields = [];
        try
        {
            fields = await CallAsync(_server.ReadAsync, _imageTimeout, cancellationToken).ConfigureAwait(false);
            var image = _format.Read(fields, out var signed);
            if (image is not null)
            {
                CheckPlausible(image.Position);
                Learn(signed!);
            }

            return image;
        }
        catch (ImageFormatException exception)
        {
            throw Refuse(exception, fields.Length == 0 ? null : HeadOf(fields));
        }
        catch (RedisWrongTypeException)
        {
            throw Refuse(new ImageFormatException(_keys.Image.ToString(), "is no hash"), null);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A delta of more than 1,000 rows never fits. Where images are signed, one that does not start at the image that was last written or read
    /// here does not either, because its head could not be signed.
    /// </remarks>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused. It may do the work later, which does no harm.</exception>
    /// <exception cref="OptionStoreException">The delta is larger than Redis may hold.</exception>
    public async ValueTask<CacheApplyOutcome> ApplyAsync(StoreDelta delta, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delta);
        if (IsNotifyOnly)
        {
            return await MoveAsync(delta.To, cancellationToken).ConfigureAwait(false);
        }

        if (delta.IsFull)
        {
            return await PutAsync(StoreImage.From(delta.To, delta.Rows.AsSpan()), cancellationToken).ConfigureAwait(false);
        }

        NoteKnown(delta.To);
        SignedRows? signed = null;
        if (_format.IsSigned)
        {
            lock (_gate)
            {
                signed = _signed;
            }
        }

        if (delta.Rows.Length > ImageLimits.MaximumDeltaRows
            || delta.From.Epoch != delta.To.Epoch
            || (_format.IsSigned && signed?.Position != delta.From))
        {
            return await ReadPositionAsync(cancellationToken).ConfigureAwait(false) switch
            {
                null => CacheApplyOutcome.Empty,
                { } position when position >= delta.To => CacheApplyOutcome.AlreadyNewer,
                _ => CacheApplyOutcome.DoesNotFit,
            };
        }

        var change = _format.Write(delta, ref signed);
        ApplyReply reply;
        try
        {
            reply = await CallAsync(database => _server.ApplyAsync(database, change), _commandTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisWrongTypeException)
        {
            NoteRefused(null);
            return CacheApplyOutcome.Empty;
        }

        if (reply == ApplyReply.Applied)
        {
            if (signed is not null)
            {
                Learn(signed);
            }

            _logger.Moved(Name, delta.To);
        }

        return reply switch
        {
            ApplyReply.Applied => CacheApplyOutcome.Applied,
            ApplyReply.AlreadyNewer => CacheApplyOutcome.AlreadyNewer,
            ApplyReply.Empty => CacheApplyOutcome.Empty,
            _ => CacheApplyOutcome.DoesNotFit,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused. It may do the work later, which does no harm.</exception>
    /// <exception cref="OptionStoreException">The image is larger than Redis may hold.</exception>
    public async ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (IsNotifyOnly)
        {
            return await MoveAsync(image.Position, cancellationToken).ConfigureAwait(false);
        }

        NoteKnown(image.Position);
        var fields = _format.Write(image, out var signed);
        await RemoveRefusedAsync(cancellationToken).ConfigureAwait(false);
        ApplyReply reply;
        try
        {
            reply = await CallAsync(database => PutAsync(database, image.Position, fields), _imageTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisWrongTypeException)
        {
            NoteRefused(null);
            await RemoveRefusedAsync(cancellationToken).ConfigureAwait(false);
            reply = await CallAsync(database => PutAsync(database, image.Position, fields), _imageTimeout, cancellationToken).ConfigureAwait(false);
        }

        switch (reply)
        {
            case ApplyReply.Applied:
                Learn(signed);
                _logger.Moved(Name, image.Position);
                return CacheApplyOutcome.Applied;
            case ApplyReply.AlreadyNewer:
                return CacheApplyOutcome.AlreadyNewer;
            default:
                throw new OptionStoreUnavailableException(
                    OptionErrorIds.StoreUnavailable,
                    null,
                    $"{Name} lost an image before it was whole.",
                    "An image is put together in Redis and then put in place as a whole.",
                    "Give Redis the memory for two images, and no policy that evicts keys without a time to live.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer in time, or refused.</exception>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        await CallAsync(database => database.KeyDeleteAsync(HeadKey), _commandTimeout, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _refused = null;
            _signed = null;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Where Redis does not subscribe at once, that is tried again in the background. When the subscription stands after that, and when a
    /// connection is back, whoever watches is signalled 0: messages in between are gone.
    /// </remarks>
    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onSignal);
        return _watches.WatchAsync(onSignal, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Asks the server on the connection of the subscription: one that nobody has closed may be long dead.</remarks>
    public ValueTask<bool> ProveAsync(CancellationToken cancellationToken = default) => new(_watches.IsSubscribedAsync(cancellationToken));

    /// <summary>Ends the watching, and closes the connection if it is the cache's own.</summary>
    /// <returns>A task that ends when everything is released.</returns>
    public ValueTask DisposeAsync()
    {
        _watches.Dispose();
        return _connection.DisposeAsync();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string NotBlank(string configuration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        return configuration;
    }

    private static CacheLookup Answer(StoreRow? row) =>
        row is null ? new(CacheLookupKind.Absent, null, 0) : new(CacheLookupKind.Hit, row, 0);

    private static RedisValue[] HeadOf(HashEntry[] fields) =>
        [.. ImageHead.Fields.Select(name => fields.FirstOrDefault(field => field.Name == name).Value)];

    private Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call, TimeSpan budget, CancellationToken cancellationToken) =>
        _connection.CallAsync(multiplexer => call(multiplexer.GetDatabase()), budget, cancellationToken);

    private async Task<RedisValue[]> ReadFieldsAsync(RedisValue[] names, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(database => _server.ReadFieldsAsync(database, HeadKey, names), _commandTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageFormatException exception)
        {
            throw Refuse(exception, null);
        }
        catch (RedisWrongTypeException)
        {
            throw Refuse(new ImageFormatException(HeadKey.ToString(), "is no hash"), null);
        }
    }

    private ImageHead? ReadHead(RedisValue[] fields)
    {
        var head = IsNotifyOnly ? ImageHead.Read(fields) : _format.ReadHead(fields);
        if (head is not null)
        {
            CheckPlausible(head.Position);
        }

        return head;
    }

    private async Task<CacheApplyOutcome> MoveAsync(StorePosition position, CancellationToken cancellationToken)
    {
        NoteKnown(position);
        await RemoveRefusedAsync(cancellationToken).ConfigureAwait(false);
        var reply = await CallAsync(database => _server.MoveAsync(database, position), _commandTimeout, cancellationToken).ConfigureAwait(false);
        return reply == ApplyReply.Applied ? CacheApplyOutcome.Applied : CacheApplyOutcome.AlreadyNewer;
    }

    private async Task<ApplyReply> PutAsync(IDatabase database, StorePosition position, List<HashEntry> fields)
    {
        var staging = _keys.NewStaging();
        foreach (var part in Parts(fields))
        {
            await _server.StageAsync(database, staging, part).ConfigureAwait(false);
        }

        if (_beforeReplace is not null)
        {
            await _beforeReplace().ConfigureAwait(false);
        }

        return await _server.ReplaceAsync(database, staging, fields.Count, position).ConfigureAwait(false);
    }

    private static IEnumerable<HashEntry[]> Parts(List<HashEntry> fields)
    {
        var part = new List<HashEntry>();
        long bytes = 0;
        foreach (var field in fields)
        {
            var size = field.Name.Length() + field.Value.Length();
            if (part.Count > 0 && (part.Count == ImageLimits.MaximumDeltaRows || bytes + size > ImageLimits.MaximumStagedBytes))
            {
                yield return [.. part];
                part.Clear();
                bytes = 0;
            }

            part.Add(field);
            bytes += size;
        }

        yield return [.. part];
    }

    /// <summary>Remembers how far the database is known to be: what claims to be incomparably further is not believed.</summary>
    private void NoteKnown(StorePosition position)
    {
        lock (_gate)
        {
            if (position > _known)
            {
                _known = position;
            }
        }
    }

    private bool IsPlausible(long revision)
    {
        lock (_gate)
        {
            return !new StorePosition(_known.Epoch, revision, default).IsImplausiblyAheadOf(_known);
        }
    }

    private void CheckPlausible(StorePosition position)
    {
        lock (_gate)
        {
            if (position.IsImplausiblyAheadOf(_known))
            {
                throw new ImageFormatException(
                    position.Epoch > _known.Epoch && !new StorePosition(_known.Epoch, position.Revision, default).IsImplausiblyAheadOf(_known)
                        ? ImageHead.EpochField
                        : ImageHead.RevisionField,
                    "is further than any database comes");
            }
        }
    }

    private void Learn(SignedRows signed)
    {
        lock (_gate)
        {
            _refused = null;
            if (_format.IsSigned)
            {
                _signed = signed;
            }
        }
    }

    private bool IsRefused(RedisValue[] head)
    {
        lock (_gate)
        {
            // Where even the head could not be read, whatever is there now counts as refused until it is replaced.
            return _refused is not null && (_refused.Length == 0 || _refused.SequenceEqual(head));
        }
    }

    /// <param name="head">The refused head; none if it could not be read at all.</param>
    private void NoteRefused(RedisValue[]? head)
    {
        lock (_gate)
        {
            _refused = head ?? [];
            _signed = null;
        }
    }

    private OptionStoreException Refuse(ImageFormatException exception, RedisValue[]? head)
    {
        if (exception.IsNewer)
        {
            // Not to be replaced: those who wrote it can read it.
            return new OptionStoreSchemaException(
                OptionErrorIds.StoreSchema,
                null,
                $"The field {exception.Field} of {HeadKey} in {Name} {exception.Problem}.",
                "A process reads only formats that it knows; nothing of the image is used.",
                "Update this process to the newest version of the library that writes to this Redis.",
                exception);
        }

        NoteRefused(head);
        var corrupt = new OptionStoreCorruptException(
            OptionErrorIds.StoreCorrupt,
            null,
            $"The field {exception.Field} of {HeadKey} in {Name} {exception.Problem}.",
            "One bad field refuses the whole image: what Redis holds is used only if it is exactly what this library writes.",
            $"The next repair replaces the image; to do it now, delete {HeadKey}. Find out who else can write to this Redis.",
            exception);
        if (_limits.Allows(RedisLog.ImageRefusedId))
        {
            _logger.ImageRefused(Name, corrupt);
        }

        return corrupt;
    }

    /// <summary>Removes an image that was refused here, unless somebody has replaced it meanwhile.</summary>
    private async Task RemoveRefusedAsync(CancellationToken cancellationToken)
    {
        RedisValue[]? refused;
        lock (_gate)
        {
            refused = _refused;
        }

        if (refused is null)
        {
            return;
        }

        var isRemoved = refused.Length == 0
            ? await CallAsync(database => database.KeyDeleteAsync(HeadKey), _commandTimeout, cancellationToken).ConfigureAwait(false)
            : await CallAsync(database => _server.RemoveAsync(database, HeadKey, refused), _commandTimeout, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (ReferenceEquals(_refused, refused))
            {
                _refused = null;
            }
        }

        if (isRemoved)
        {
            _logger.RefusedImageRemoved(Name);
        }
    }
}
