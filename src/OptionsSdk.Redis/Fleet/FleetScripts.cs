namespace OptionsSdk.Redis.Fleet;

/// <summary>The Lua scripts of a fleet. Times are compared as texts of 19 digits.</summary>
internal static class FleetScripts
{
    /// <summary>KEYS fleet · ARGV most entries, most bytes of an entry, name, milliseconds to live, what is said, 1 to sweep.</summary>
    public const string Report = """
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
        local life = tonumber(ARGV[4])
        if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[1]) then redis.call('DEL', KEYS[1]) end
        if ARGV[6] == '1' then
          local stamp = string.format('%019.0f', now)
          local names = redis.call('HKEYS', KEYS[1])
          for i = 1, #names do
            local gone = #names[i] ~= 32 or redis.call('HSTRLEN', KEYS[1], names[i]) > tonumber(ARGV[2])
            if not gone then
              local value = redis.call('HGET', KEYS[1], names[i])
              gone = not string.match(value, '^%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d ') or string.sub(value, 1, 19) < stamp
            end
            if gone then redis.call('HDEL', KEYS[1], names[i]) end
          end
        end
        redis.call('HSET', KEYS[1], ARGV[3], string.format('%019.0f', now + life) .. ' ' .. ARGV[5])
        if redis.call('PTTL', KEYS[1]) < life then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
        return 1
        """;

    /// <summary>
    /// KEYS fleet · ARGV most entries, most bytes of an entry, most bytes. Answers {1, {name, what was said, …}}, or {-1} for too many entries,
    /// or {-2} for too many bytes. What cannot be an entry stays where it is.
    /// </summary>
    public const string Read = """
        local time = redis.call('TIME')
        local now = string.format('%019.0f', tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000))
        if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[1]) then return {-1} end
        local names = redis.call('HKEYS', KEYS[1])
        local found, bytes = {}, 0
        for i = 1, #names do
          if #names[i] == 32 and redis.call('HSTRLEN', KEYS[1], names[i]) <= tonumber(ARGV[2]) then
            local value = redis.call('HGET', KEYS[1], names[i])
            if string.match(value, '^%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d ') and string.sub(value, 1, 19) >= now then
              bytes = bytes + #value
              if bytes > tonumber(ARGV[3]) then return {-2} end
              found[#found + 1] = names[i]
              found[#found + 1] = string.sub(value, 21)
            end
          end
        end
        return {1, found}
        """;
}
