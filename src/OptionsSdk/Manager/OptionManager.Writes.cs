using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Manager;
using OptionsSdk.Store;
using OptionsSdk.Tracing;

namespace OptionsSdk;

/// <content>Writing: one door for every value, whoever brings it.</content>
public sealed partial class OptionManager
{
    private const int MaximumAttempts = 16;

    /// <summary>Writes an option: checked, committed to the database, then visible to this process' reads (S43-S51).</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="because">Why.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="expectedRevision">The revision that the stored value must have, 0 for "no stored value"; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops the write before it is committed, never during it.</param>
    /// <returns>What became of the write.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    /// <exception cref="OptionNotWritableException">Flags, channel, settings or drift forbid it, or the process is frozen.</exception>
    /// <exception cref="OptionValueException">The value breaks a rule, is too large, or the option is of another type.</exception>
    /// <exception cref="OptionConflictException">The stored value has another revision than expected.</exception>
    /// <exception cref="OptionStoreException">The store could not do it; nothing was changed unless the error says so.</exception>
    [OptionWrite]
    public ValueTask<OptionWriteResult> SetAsync<[OptionValue] T>(
        OptionKey<T> key,
        T value,
        string? by = null,
        string? because = null,
        OptionChannel channel = OptionChannel.Application,
        long? expectedRevision = null,
        CancellationToken cancellationToken = default) =>
        SetAsync(key.Name, value, by, because, channel, expectedRevision, cancellationToken);

    /// <inheritdoc cref="SetAsync{T}(OptionKey{T}, T, string?, string?, OptionChannel, long?, CancellationToken)"/>
    [OptionWrite]
    public ValueTask<OptionWriteResult> SetAsync<[OptionValue] T>(
        [OptionKeyName] string key,
        T value,
        string? by = null,
        string? because = null,
        OptionChannel channel = OptionChannel.Application,
        long? expectedRevision = null,
        CancellationToken cancellationToken = default) =>
        WriteOneAsync(
            key,
            () => RequireSlot(key),
            slot => slot is OptionSlot<JsonElement> { IsLegacy: true } legacy ? PrepareLegacy(legacy, value) : EffectiveSnapshot.RequireType<T>(slot).Prepare(value),
            expectedRevision,
            new(by, because, channel),
            cancellationToken);

    /// <summary>
    /// Writes an option from text, as command lines and HTTP bring it: read by the option's type in the invariant culture, composites as
    /// JSON. Empty text deletes the stored value unless the option allows empty texts (T105).
    /// </summary>
    /// <param name="key">The option's key.</param>
    /// <param name="text">The new value as text.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="because">Why.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="expectedRevision">The revision that the stored value must have, 0 for "no stored value"; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops the write before it is committed, never during it.</param>
    /// <returns>What became of the write.</returns>
    /// <inheritdoc cref="SetAsync{T}(OptionKey{T}, T, string?, string?, OptionChannel, long?, CancellationToken)" path="/exception"/>
    [OptionWrite]
    public ValueTask<OptionWriteResult> SetTextAsync(
        [OptionKeyName] string key,
        string text,
        string? by = null,
        string? because = null,
        OptionChannel channel = OptionChannel.Cli,
        long? expectedRevision = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WriteOneAsync(key, () => RequireSlot(key), slot => PrepareText(slot, text), expectedRevision, new(by, because, channel), cancellationToken);
    }

    /// <summary>Deletes an option's stored value; the next read falls back to settings or default (S52-S54). Obeys what a set obeys.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="by">Who deletes.</param>
    /// <param name="because">Why.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="expectedRevision">The revision that the stored value must have; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops the delete before it is committed, never during it.</param>
    /// <returns>What became of the delete.</returns>
    /// <inheritdoc cref="SetAsync{T}(OptionKey{T}, T, string?, string?, OptionChannel, long?, CancellationToken)" path="/exception"/>
    [OptionWrite(OptionOperation.Delete)]
    public ValueTask<OptionWriteResult> DeleteAsync(
        [OptionKeyName] string key,
        string? by = null,
        string? because = null,
        OptionChannel channel = OptionChannel.Application,
        long? expectedRevision = null,
        CancellationToken cancellationToken = default) =>
        WriteOneAsync(key, () => RequireSlot(key), static slot => slot.PrepareDelete(), expectedRevision, new(by, because, channel), cancellationToken);

    /// <summary>Writes a batch: all of it becomes one revision, or nothing does.</summary>
    /// <param name="batch">The writes.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="because">Why.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="cancellationToken">Stops the write before it is committed, never during it.</param>
    /// <returns>What became of the write.</returns>
    /// <exception cref="ArgumentException">The batch is empty or names an option twice.</exception>
    /// <inheritdoc cref="SetAsync{T}(OptionKey{T}, T, string?, string?, OptionChannel, long?, CancellationToken)" path="/exception"/>
    public ValueTask<OptionWriteResult> WriteAsync(
        OptionBatch batch,
        string? by = null,
        string? because = null,
        OptionChannel channel = OptionChannel.Application,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Writes.Count == 0)
        {
            throw new ArgumentException("The batch is empty.", nameof(batch));
        }

        if (batch.Writes.Select(static write => write.Key).Distinct(StringComparer.Ordinal).Count() != batch.Writes.Count)
        {
            throw new ArgumentException("The batch names an option twice.", nameof(batch));
        }

        var context = new OptionWriteContext(by, because, channel);
        return CommitAsync(Trace(batch.Writes.Select(static write => write.Key), context, PrepareAll), context, cancellationToken);

        ImmutableArray<PendingWrite> PrepareAll()
        {
            foreach (var (key, _) in batch.Writes)
            {
                RequireWritable(RequireSlot(key), channel);
            }

            return [.. batch.Writes.Select(write => write.Prepare(this))];
        }
    }

    /// <summary>
    /// Says whether a value could be written now, without writing it (T47). The same rules are enforced as preconditions of the write.
    /// </summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="includeDrift">Whether to look at the stored value too; without it no loaded store is needed (T50).</param>
    /// <returns>The reason against it, or <see cref="NotWritableReason.None"/>.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    /// <exception cref="OptionValueException">The value breaks a rule, or the option is of another type.</exception>
    [OptionWrite(OptionOperation.Ask)]
    public NotWritableReason CanUpdate<[OptionValue] T>(OptionKey<T> key, T value, OptionChannel channel = OptionChannel.Application, bool includeDrift = true)
    {
        var slot = Require<T>(key.Name);
        if (OptionWriteJudge.JudgeFlags(slot, channel, Store is { IsFrozen: true }) is var reason and not NotWritableReason.None)
        {
            return reason;
        }

        var json = slot.Prepare(value).Json;
        return includeDrift ? OptionWriteJudge.JudgeDrift(_publisher.Current.Image.Find(slot.Key), json, channel) : NotWritableReason.None;
    }

    /// <summary>Says whether an option's stored value could be deleted now, without deleting it.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="channel">Through which door.</param>
    /// <returns>The reason against it, or <see cref="NotWritableReason.None"/>.</returns>
    /// <exception cref="OptionUnknownException">The key is not registered.</exception>
    [OptionWrite(OptionOperation.Ask)]
    public NotWritableReason CanDelete([OptionKeyName] string key, OptionChannel channel = OptionChannel.Application)
    {
        var slot = RequireSlot(key);
        var reason = OptionWriteJudge.JudgeFlags(slot, channel, Store is { IsFrozen: true });
        return reason != NotWritableReason.None ? reason : OptionWriteJudge.JudgeDrift(_publisher.Current.Image.Find(key), null, channel);
    }

    internal ValueTask<OptionWriteResult> SetAsync<[OptionValue] T>(
        OptionSlot<T> slot, T value, long? expectedRevision, OptionWriteContext context, CancellationToken cancellationToken) =>
        WriteOneAsync(slot.Key, () => slot, _ => slot.Prepare(value), expectedRevision, context, cancellationToken);

    internal ValueTask<OptionWriteResult> DeleteAsync(
        OptionSlot slot, long? expectedRevision, OptionWriteContext context, CancellationToken cancellationToken) =>
        WriteOneAsync(slot.Key, () => slot, static slot => slot.PrepareDelete(), expectedRevision, context, cancellationToken);

    internal PendingWrite PrepareText(string key, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PrepareText(RequireSlot(key), text);
    }

    private static PendingWrite PrepareText(OptionSlot slot, string text) =>
        text.Length == 0 && !slot.Definition.HasAny(OptionFlags.AllowEmpty) ? slot.PrepareDelete() : slot.PrepareText(text);

    // A legacy key takes any value (S46); null means "not set" there, as it does in the seed.
    private static PendingWrite PrepareLegacy<T>(OptionSlot<JsonElement> slot, T value) => value switch
    {
        null => slot.PrepareDelete(),
        JsonElement { ValueKind: JsonValueKind.Null } => slot.PrepareDelete(),
        JsonElement element => slot.Prepare(element),
        _ => slot.Prepare(ToElement(slot, RuntimeCodecs.Find<T>(), value)),
    };

    private static JsonElement ToElement<T>(OptionSlot<JsonElement> slot, OptionCodec<T> codec, T value) =>
        codec.Check(value) is { } error ? throw slot.InvalidValue(error) : JsonElement.Parse(OptionJson.ToCanonicalJson(codec, value));

    // The order of refusals is the seed's (S43, T36): flags before type and rules, so that a wrong value cannot hide a forbidden write.
    private ValueTask<OptionWriteResult> WriteOneAsync(
        string key,
        Func<OptionSlot> find,
        Func<OptionSlot, PendingWrite> prepare,
        long? expectedRevision,
        OptionWriteContext context,
        CancellationToken cancellationToken)
    {
        var write = Trace(
            [key],
            context,
            () =>
            {
                var slot = find();
                RequireWritable(slot, context.Channel);
                return prepare(slot) with { ExpectedRevision = expectedRevision };
            });
        return CommitAsync([write], context, cancellationToken);
    }

    // A write that is refused before the store is asked is thrown to the caller at once, outside of any task; it is a write that failed all the same.
    private static T Trace<T>(IEnumerable<string> keys, OptionWriteContext context, Func<T> prepare)
    {
        try
        {
            return prepare();
        }
        catch (OptionException refusal)
        {
            using var activity = Start(keys, context);
            activity.Fail(refusal);
            throw;
        }
    }

    private static OptionActivity Start(IEnumerable<string> keys, OptionWriteContext context)
    {
        var activity = OptionActivity.Start("options.write");
        if (activity.WantsTags)
        {
            activity.Tag("options.keys", string.Join(", ", keys));
            activity.Tag("options.channel", context.Channel.ToString());
        }

        return activity;
    }

    private async ValueTask<OptionWriteResult> CommitAsync(ImmutableArray<PendingWrite> writes, OptionWriteContext context, CancellationToken cancellationToken)
    {
        using var activity = Start(writes.Select(static write => write.Slot.Key), context);

        try
        {
            var result = await JudgeAndCommitAsync(writes, context, cancellationToken).ConfigureAwait(false);
            activity.Tag("options.revision", result.Revision);
            activity.Tag("options.locally_visible", result.LocallyVisible);
            activity.Tag("options.cache_updated", result.CacheUpdated);
            return result;
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    private async ValueTask<OptionWriteResult> JudgeAndCommitAsync(
        ImmutableArray<PendingWrite> writes, OptionWriteContext context, CancellationToken cancellationToken)
    {
        var changeId = Guid.NewGuid();
        for (var attempt = 1; ; attempt++)
        {
            var store = Store ?? throw NoStore(writes[0].Slot.Key);
            var judged = await JudgeAsync(store, writes, context.Channel, cancellationToken).ConfigureAwait(false);

            // Settings may have been reloaded since the write was asked for, or since the attempt before.
            foreach (var write in writes)
            {
                RequireWritable(write.Slot, context.Channel);
            }

            var result = await store
                .WriteAsync(new(changeId, judged, context.Channel, context.By, context.Because, _time.GetUtcNow().UtcDateTime), cancellationToken)
                .ConfigureAwait(false);
            if (result.Outcome != StoreCommitOutcome.Conflict)
            {
                _publisher.Install(store);
                if (result.Outcome != StoreCommitOutcome.Unchanged)
                {
                    LogWritten(writes, context, result.Position.Revision);
                }

                var isVisible = result.LocallyVisible && !writes.Any(static write => write.Slot.IsPinned);
                return new(result.Position.Revision, isVisible, result.CacheUpdated, result.Outcome != StoreCommitOutcome.Unchanged);
            }

            RequireOwnExpectations(writes, result.Conflicts);
            if (attempt == MaximumAttempts)
            {
                var (key, actual) = result.Conflicts[0];
                throw new OptionConflictException(key, judged.First(write => write.Key == key).ExpectedRevision ?? 0, actual);
            }

            // Somebody wrote between the judgement and the commit: judge again, on what is there now.
            await store.RefreshAsync(cancellationToken).ConfigureAwait(false);
            _publisher.Install(store);
        }
    }

    private static async ValueTask<ImmutableArray<StoreWrite>> JudgeAsync(
        OptionStore store, ImmutableArray<PendingWrite> writes, OptionChannel channel, CancellationToken cancellationToken)
    {
        var image = store.Image;
        var judgesRows = OptionWriteJudge.DependsOnRow(channel);
        if (judgesRows && (image.Position.IsOrigin || writes.Any(write => Drift(image, write) != NotWritableReason.None || !IsExpected(image, write))))
        {
            // A refusal must rest on the newest state, not on a replica that has not heard yet; and a row that the writer expects must be
            // the row that is judged.
            image = await store.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        var judged = ImmutableArray.CreateBuilder<StoreWrite>(writes.Length);
        foreach (var write in writes)
        {
            if (Drift(image, write) is var reason and not NotWritableReason.None)
            {
                throw OptionWriteJudge.Refuse(write.Slot.Definition, reason, channel);
            }

            var expected = write.ExpectedRevision ?? (judgesRows ? image.Find(write.Slot.Key)?.Revision ?? 0 : null);
            judged.Add(new(write.Slot.Key, write.Json, expected, write.Slot.Definition.IsCredential));
        }

        return judged.MoveToImmutable();

        static bool IsExpected(StoreImage judgedImage, PendingWrite write) =>
            write.ExpectedRevision is not { } revision || revision == (judgedImage.Find(write.Slot.Key)?.Revision ?? 0);

        NotWritableReason Drift(StoreImage judgedImage, PendingWrite write) =>
            OptionWriteJudge.JudgeDrift(judgedImage.Find(write.Slot.Key), write.Json, channel);
    }

    private void RequireWritable(OptionSlot slot, OptionChannel channel)
    {
        if (OptionWriteJudge.JudgeFlags(slot, channel, Store is { IsFrozen: true }) is var reason and not NotWritableReason.None)
        {
            throw OptionWriteJudge.Refuse(slot.Definition, reason, channel);
        }
    }

    private static void RequireOwnExpectations(ImmutableArray<PendingWrite> writes, ImmutableArray<KeyValuePair<string, long>> conflicts)
    {
        foreach (var (key, actual) in conflicts)
        {
            if (writes.First(write => write.Slot.Key == key).ExpectedRevision is { } expected)
            {
                throw new OptionConflictException(key, expected, actual);
            }
        }
    }

    private void LogWritten(ImmutableArray<PendingWrite> writes, OptionWriteContext context, long revision)
    {
        try
        {
            foreach (var write in writes)
            {
                ManagerLog.Written(_logger, write.Slot.Key, write.Json is null ? "deleted" : "set", context.By, context.Channel, revision);
                if (write.Slot.IsPinned)
                {
                    ManagerLog.WrittenWhilePinned(_logger, write.Slot.Key, revision, StartupEnvironment.Pin);
                }
            }
        }
        catch (Exception)
        {
            // The write is committed: a logger that fails must not make it look otherwise.
        }
    }

    private static OptionStoreException NoStore(string key) =>
        new(OptionErrorIds.NoStore, key, "The manager has no store.", "Options are written to a database.", "Add one, for example with UseSqlite(…).");
}
