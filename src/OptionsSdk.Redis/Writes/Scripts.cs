namespace OptionsSdk.Redis.Writes;

/// <summary>
/// The Lua scripts. They check everything before they write anything, because Redis does not take back what a failing script has done. Numbers
/// are compared as texts of 19 digits: Lua's own numbers lose order above 2^53.
/// </summary>
internal static class Scripts
{
    /// <summary>
    /// KEYS hash · ARGV most fields, most bytes. Answers {1}, or {-1} for too many fields, or {-2, name} for too many bytes: nothing large leaves
    /// the server. What a hash takes in memory is known quickly and is no less than what it holds, but for packed numbers; where that may not be
    /// asked or is too much, its fields are counted one by one.
    /// </summary>
    public const string Measure = """
        if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[1]) then return {-1} end
        local most = tonumber(ARGV[2])
        local usage = redis.pcall('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', '0')
        if type(usage) == 'number' and usage <= most then return {1} end
        local names, bytes = redis.call('HKEYS', KEYS[1]), 0
        for i = 1, #names do
          bytes = bytes + #names[i] + redis.call('HSTRLEN', KEYS[1], names[i])
          if bytes > most then return {-2, string.sub(names[i], 1, 64)} end
        end
        return {1}
        """;

    /// <summary>KEYS hash · ARGV most bytes, name… Answers {1, values}, or {-2, name} for too many bytes.</summary>
    public const string ReadFields = """
        local names, bytes, most = {}, 0, tonumber(ARGV[1])
        for i = 2, #ARGV do
          names[#names + 1] = ARGV[i]
          bytes = bytes + #ARGV[i] + redis.call('HSTRLEN', KEYS[1], ARGV[i])
          if bytes > most then return {-2, string.sub(ARGV[i], 1, 64)} end
        end
        return {1, redis.call('HMGET', KEYS[1], unpack(names))}
        """;

    /// <summary>
    /// KEYS image · ARGV channel, epoch, from, from token, to, number of fields to set, name, value, …, name to delete, … The new head is among the
    /// fields to set. The reply is an <see cref="ApplyReply"/>.
    /// </summary>
    public const string Apply = """
        local head = redis.call('HMGET', KEYS[1], '_epoch', '_rev', '_tok')
        if not head[1] or not head[2] then return -3 end
        if head[1] > ARGV[2] or (head[1] == ARGV[2] and head[2] >= ARGV[5]) then return 0 end
        if head[1] ~= ARGV[2] then return -2 end
        if head[2] ~= ARGV[3] or head[3] ~= ARGV[4] then return -1 end
        local count = tonumber(ARGV[6])
        local set = {}
        for i = 7, 6 + count * 2 do set[#set + 1] = ARGV[i] end
        redis.call('HSET', KEYS[1], unpack(set))
        for i = 7 + count * 2, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
        redis.call('PUBLISH', ARGV[1], ARGV[5])
        return 1
        """;

    /// <summary>KEYS staging · ARGV seconds to live, name, value, … The time starts anew with each part.</summary>
    public const string Stage = """
        local set = {}
        for i = 2, #ARGV do set[#set + 1] = ARGV[i] end
        redis.call('HSET', KEYS[1], unpack(set))
        redis.call('EXPIRE', KEYS[1], ARGV[1])
        return 1
        """;

    /// <summary>
    /// KEYS image, staging · ARGV channel, epoch, revision, number of fields. RENAME takes the time to live of the staging along, which PERSIST ends.
    /// </summary>
    public const string Replace = """
        local head = redis.call('HMGET', KEYS[1], '_epoch', '_rev')
        if head[1] and head[2] and (head[1] > ARGV[2] or (head[1] == ARGV[2] and head[2] >= ARGV[3])) then
          redis.call('DEL', KEYS[2])
          return 0
        end
        local staged = redis.call('HMGET', KEYS[2], '_epoch', '_rev')
        if staged[1] ~= ARGV[2] or staged[2] ~= ARGV[3] or redis.call('HLEN', KEYS[2]) ~= tonumber(ARGV[4]) then return -5 end
        redis.call('RENAME', KEYS[2], KEYS[1])
        redis.call('PERSIST', KEYS[1])
        redis.call('PUBLISH', ARGV[1], ARGV[3])
        return 1
        """;

    /// <summary>KEYS position · ARGV channel, epoch, revision, token.</summary>
    public const string Move = """
        local head = redis.call('HMGET', KEYS[1], '_epoch', '_rev')
        if head[1] and head[2] and (head[1] > ARGV[2] or (head[1] == ARGV[2] and head[2] >= ARGV[3])) then return 0 end
        redis.call('HSET', KEYS[1], '_epoch', ARGV[2], '_rev', ARGV[3], '_tok', ARGV[4])
        redis.call('PUBLISH', ARGV[1], ARGV[3])
        return 1
        """;

    /// <summary>KEYS hash · ARGV for each field of the head: 1 and its value, or 0 and nothing if it is missing.</summary>
    public const string Remove = """
        local head = redis.call('HMGET', KEYS[1], '_epoch', '_rev', '_tok', '_dig', '_sig')
        for i = 1, 5 do
          local value = ARGV[i * 2]
          if ARGV[i * 2 - 1] == '0' then value = false end
          if head[i] ~= value then return 0 end
        end
        return redis.call('DEL', KEYS[1])
        """;
}
