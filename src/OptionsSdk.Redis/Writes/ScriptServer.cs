using System.Globalization;
using OptionsSdk.Redis.Images;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Writes;

/// <summary>Asks by scripts: one round trip each. A script that the server has forgotten is sent again by the client.</summary>
internal sealed class ScriptServer(ImageKeys keys) : IImageServer
{
    public async Task<RedisValue[]> ReadFieldsAsync(IDatabase database, RedisKey key, RedisValue[] names)
    {
        var reply = await database.ScriptEvaluateAsync(
            Scripts.Read, [key], [names.Length, ImageLimits.MaximumRowBytes + (ImageHead.Fields.Length * ImageLimits.MaximumHeadBytes), .. names]).ConfigureAwait(false);
        return (RedisValue[])Fields(reply)!;
    }

    public async Task<HashEntry[]> ReadAsync(IDatabase database)
    {
        var reply = await database.ScriptEvaluateAsync(
            Scripts.Read,
            [keys.Image],
            [ImageLimits.MaximumRows + ImageLimits.MaximumHeadFields, ImageLimits.MaximumStoredBytes]).ConfigureAwait(false);
        var flat = (RedisValue[])Fields(reply)!;
        var fields = new HashEntry[flat.Length / 2];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = new(flat[2 * index], flat[(2 * index) + 1]);
        }

        return fields;
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

    private static RedisResult Fields(RedisResult reply)
    {
        var parts = (RedisResult[])reply!;
        return (int)parts[0] switch
        {
            1 => parts[1],
            -1 => throw new ImageFormatException("*", "is one of more fields than an image may have"),
            _ => throw new ImageFormatException(((RedisValue)parts[1]).ToString(), string.Create(CultureInfo.InvariantCulture, $"makes the image larger than one may be")),
        };
    }
}
