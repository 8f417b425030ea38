using OptionsSdk.Redis.Images;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Writes;

/// <summary>Asks by scripts: one round trip each, but for a whole image. A script that the server has forgotten is sent again by the client.</summary>
internal sealed class ScriptServer(ImageKeys keys) : IImageServer
{
    public async Task<RedisValue[]> ReadFieldsAsync(IDatabase database, RedisKey key, RedisValue[] names)
    {
        var reply = (RedisResult[])(await database.ScriptEvaluateAsync(
            Scripts.ReadFields, [key], [ImageLimits.MaximumRowBytes + (ImageHead.Fields.Length * ImageLimits.MaximumHeadBytes), .. names]).ConfigureAwait(false))!;
        Check(reply);
        return (RedisValue[])reply[1]!;
    }

    public async Task<HashEntry[]> ReadAsync(IDatabase database)
    {
        // Not in one script, which would turn each field into a value of Lua's and back, three times as much work for a server that works for
        // all. Whoever grows the hash in between makes this process read what it then refuses.
        Check((RedisResult[])(await database.ScriptEvaluateAsync(
            Scripts.Measure,
            [keys.Image],
            [ImageLimits.MaximumRows + ImageLimits.MaximumHeadFields, ImageLimits.MaximumStoredBytes]).ConfigureAwait(false))!);
        return await database.HashGetAllAsync(keys.Image).ConfigureAwait(false);
    }

    public Task<ApplyReply> ApplyAsync(IDatabase database, ImageChange change) => ReplyAsync(database.ScriptEvaluateAsync(
        Scripts.Apply,
        [keys.Image],
        [
            keys.Channel.ToString(),
            ImageHead.Number(change.From.Epoch),
            ImageHead.Number(change.From.Revision),
            ImageHead.Token(change.From.Token),
            ImageHead.Number(change.To.Revision),
            change.Sets.Count,
            .. change.Sets.SelectMany(static field => new[] { field.Name, field.Value }),
            .. change.Deletes,
        ]));

    public Task StageAsync(IDatabase database, RedisKey staging, HashEntry[] fields) => database.ScriptEvaluateAsync(
        Scripts.Stage,
        [staging],
        [(int)ImageKeys.StagingLifetime.TotalSeconds, .. fields.SelectMany(static field => new[] { field.Name, field.Value })]);

    public Task<ApplyReply> ReplaceAsync(IDatabase database, RedisKey staging, int fieldCount, StorePosition position) => ReplyAsync(database.ScriptEvaluateAsync(
        Scripts.Replace,
        [keys.Image, staging],
        [keys.Channel.ToString(), ImageHead.Number(position.Epoch), ImageHead.Number(position.Revision), fieldCount]));

    public Task<ApplyReply> MoveAsync(IDatabase database, StorePosition position) => ReplyAsync(database.ScriptEvaluateAsync(
        Scripts.Move,
        [keys.Position],
        [keys.Channel.ToString(), ImageHead.Number(position.Epoch), ImageHead.Number(position.Revision), ImageHead.Token(position.Token)]));

    public async Task<bool> RemoveAsync(IDatabase database, RedisKey key, RedisValue[] head) => (bool)await database.ScriptEvaluateAsync(
        Scripts.Remove,
        [key],
        [.. head.SelectMany(static value => value.IsNull ? new RedisValue[] { "0", "" } : ["1", value])]).ConfigureAwait(false);

    private static async Task<ApplyReply> ReplyAsync(Task<RedisResult> reply) => (ApplyReply)(int)await reply.ConfigureAwait(false);

    private static void Check(RedisResult[] reply)
    {
        switch ((int)reply[0])
        {
            case 1:
                return;
            case -1:
                throw new ImageFormatException("*", "is one of more fields than an image may have");
            default:
                throw new ImageFormatException(((RedisValue)reply[1]).ToString(), "makes the image larger than one may be");
        }
    }
}
