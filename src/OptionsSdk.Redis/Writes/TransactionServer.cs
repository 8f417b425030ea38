using OptionsSdk.Redis.Images;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Writes;

/// <summary>
/// Asks without scripts: a head is read, judged here, and written by a transaction that holds only if the head is still the same (WATCH). Who
/// loses that race judges again.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="beforeCompareAndSet">Runs between the two steps.</param>
internal sealed class TransactionServer(ImageKeys keys, Func<Task>? beforeCompareAndSet) : IImageServer
{
    private static readonly RedisValue[] Position = [ImageHead.EpochField, ImageHead.RevisionField, ImageHead.TokenField];

    public async Task<RedisValue[]> ReadFieldsAsync(IDatabase database, RedisKey key, RedisValue[] names)
    {
        await CheckSizeAsync(database, key, names, ImageLimits.MaximumRowBytes + (ImageHead.Fields.Length * ImageLimits.MaximumHeadBytes)).ConfigureAwait(false);
        return await database.HashGetAsync(key, names).ConfigureAwait(false);
    }

    public async Task<HashEntry[]> ReadAsync(IDatabase database)
    {
        // The checks and the read are not one step: whoever grows the hash in between makes this process read what it then refuses.
        if (await database.HashLengthAsync(keys.Image).ConfigureAwait(false) > ImageLimits.MaximumRows + ImageLimits.MaximumHeadFields)
        {
            throw new ImageFormatException("*", "is one of more fields than an image may have");
        }

        var names = await database.HashKeysAsync(keys.Image).ConfigureAwait(false);
        await CheckSizeAsync(database, keys.Image, names, ImageLimits.MaximumStoredBytes).ConfigureAwait(false);
        return await database.HashGetAllAsync(keys.Image).ConfigureAwait(false);
    }

    public async Task<ApplyReply> ApplyAsync(IDatabase database, ImageChange change)
    {
        while (true)
        {
            var head = await database.HashGetAsync(keys.Image, Position).ConfigureAwait(false);
            if (Judge(head, change) is { } reply)
            {
                return reply;
            }

            await PauseAsync().ConfigureAwait(false);
            var transaction = database.CreateTransaction();
            AddConditions(transaction, keys.Image, Position, head);
            _ = transaction.HashSetAsync(keys.Image, [.. change.Sets]);
            if (change.Deletes.Count > 0)
            {
                _ = transaction.HashDeleteAsync(keys.Image, [.. change.Deletes]);
            }

            _ = transaction.PublishAsync(keys.Channel, ImageHead.Number(change.To.Revision));
            if (await transaction.ExecuteAsync().ConfigureAwait(false))
            {
                return ApplyReply.Applied;
            }
        }
    }

    public Task StageAsync(IDatabase database, RedisKey staging, HashEntry[] fields)
    {
        var transaction = database.CreateTransaction();
        _ = transaction.HashSetAsync(staging, fields);
        _ = transaction.KeyExpireAsync(staging, ImageKeys.StagingLifetime);
        return transaction.ExecuteAsync();
    }

    public async Task<ApplyReply> ReplaceAsync(IDatabase database, RedisKey staging, int fieldCount, StorePosition position)
    {
        while (true)
        {
            var head = await database.HashGetAsync(keys.Image, Position).ConfigureAwait(false);
            if (IsAt(head, position))
            {
                await database.KeyDeleteAsync(staging).ConfigureAwait(false);
                return ApplyReply.AlreadyNewer;
            }

            await PauseAsync().ConfigureAwait(false);
            var transaction = database.CreateTransaction();
            AddConditions(transaction, keys.Image, Position, head);
            var isRevision = transaction.AddCondition(Condition.HashEqual(staging, ImageHead.RevisionField, ImageHead.Number(position.Revision)));
            var isWhole = transaction.AddCondition(Condition.HashLengthEqual(staging, fieldCount));
            _ = transaction.KeyRenameAsync(staging, keys.Image);
            _ = transaction.KeyPersistAsync(keys.Image);
            _ = transaction.PublishAsync(keys.Channel, ImageHead.Number(position.Revision));
            if (await transaction.ExecuteAsync().ConfigureAwait(false))
            {
                return ApplyReply.Applied;
            }

            if (!isRevision.WasSatisfied || !isWhole.WasSatisfied)
            {
                return ApplyReply.StagingLost;
            }
        }
    }

    public async Task<ApplyReply> MoveAsync(IDatabase database, StorePosition position)
    {
        while (true)
        {
            var head = await database.HashGetAsync(keys.Position, Position).ConfigureAwait(false);
            if (IsAt(head, position))
            {
                return ApplyReply.AlreadyNewer;
            }

            await PauseAsync().ConfigureAwait(false);
            var transaction = database.CreateTransaction();
            AddConditions(transaction, keys.Position, Position, head);
            _ = transaction.HashSetAsync(
                keys.Position,
                [
                    new(ImageHead.EpochField, ImageHead.Number(position.Epoch)),
                    new(ImageHead.RevisionField, ImageHead.Number(position.Revision)),
                    new(ImageHead.TokenField, ImageHead.Token(position.Token)),
                ]);
            _ = transaction.PublishAsync(keys.Channel, ImageHead.Number(position.Revision));
            if (await transaction.ExecuteAsync().ConfigureAwait(false))
            {
                return ApplyReply.Applied;
            }
        }
    }

    public Task<bool> RemoveAsync(IDatabase database, RedisKey key, RedisValue[] head)
    {
        var transaction = database.CreateTransaction();
        AddConditions(transaction, key, ImageHead.Fields, head);
        _ = transaction.KeyDeleteAsync(key);
        return transaction.ExecuteAsync();
    }

    private static void AddConditions(ITransaction transaction, RedisKey key, RedisValue[] names, RedisValue[] values)
    {
        foreach (var (name, value) in names.Zip(values))
        {
            transaction.AddCondition(value.IsNull ? Condition.HashNotExists(key, name) : Condition.HashEqual(key, name, value));
        }
    }

    /// <summary>The script's judgement, in its order; null if the change fits.</summary>
    private static ApplyReply? Judge(RedisValue[] head, ImageChange change)
    {
        if (head[0].IsNull || head[1].IsNull)
        {
            return ApplyReply.Empty;
        }

        if (IsAt(head, change.To))
        {
            return ApplyReply.AlreadyNewer;
        }

        if (Compare(head[0], change.From.Epoch) != 0)
        {
            return ApplyReply.OtherEpoch;
        }

        return Compare(head[1], change.From.Revision) != 0 || head[2] != ImageHead.Token(change.From.Token) ? ApplyReply.DoesNotFit : null;
    }

    private static bool IsAt(RedisValue[] head, StorePosition position) =>
        !head[0].IsNull && !head[1].IsNull
        && Compare(head[0], position.Epoch) is var epoch
        && (epoch > 0 || (epoch == 0 && Compare(head[1], position.Revision) >= 0));

    private static int Compare(RedisValue stored, long number) => string.CompareOrdinal(stored.ToString(), ImageHead.Number(number));

    private static async Task CheckSizeAsync(IDatabase database, RedisKey key, RedisValue[] names, long most)
    {
        long bytes = 0;
        foreach (var part in names.Chunk(ImageLimits.MaximumDeltaRows))
        {
            var lengths = await Task.WhenAll(part.Select(name => database.HashStringLengthAsync(key, name))).ConfigureAwait(false);
            for (var index = 0; index < part.Length; index++)
            {
                bytes += part[index].Length() + lengths[index];
                if (bytes > most)
                {
                    throw new ImageFormatException(part[index].ToString(), "makes the image larger than one may be");
                }
            }
        }
    }

    private Task PauseAsync() => beforeCompareAndSet?.Invoke() ?? Task.CompletedTask;
}
