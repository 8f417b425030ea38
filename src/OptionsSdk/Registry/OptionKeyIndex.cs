using System.Numerics;

namespace OptionsSdk;

/// <summary>
/// Finds the group of a key in one constant text of keys, without an object for each key. Settings may write a key's dots as levels
/// (<c>mail:port</c>), so keys that differ in that only share a hash and are told apart afterwards. Immutable and safe for concurrent use.
/// </summary>
internal sealed class OptionKeyIndex
{
    private readonly string _text;
    private readonly int[] _starts;
    private readonly int[] _firsts;
    private readonly int[] _buckets;

    /// <summary>Reads the keys.</summary>
    /// <param name="text">Keys ended by line feeds; another line feed ends a group.</param>
    /// <param name="groups">How many groups there are.</param>
    public OptionKeyIndex(string text, int groups)
    {
        _text = text;
        var count = Math.Max(text.AsSpan().Count('\n') - groups, 0);
        _starts = new int[count + 1];
        _firsts = new int[groups + 1];
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)(2 * count) + 1)];
        IsSound = Read();
    }

    /// <summary>
    /// Whether every key follows the grammar and is there once. A text that is not sound tells nothing reliably; declaring all its groups
    /// says what is wrong with them.
    /// </summary>
    public bool IsSound { get; }

    public IEnumerable<string> Keys
    {
        get
        {
            for (var key = 0; key < _starts.Length - 1; key++)
            {
                yield return Key(key).ToString();
            }
        }
    }

    /// <summary>The number of the group that declares a key, or -1.</summary>
    public int Find(ReadOnlySpan<char> key)
    {
        for (var bucket = Hash(key); _buckets[bucket] is > 0 and var entry; bucket = (bucket + 1) & (_buckets.Length - 1))
        {
            if (Key(entry - 1).SequenceEqual(key))
            {
                return GroupOf(entry - 1);
            }
        }

        return -1;
    }

    /// <summary>The key whose place in settings a path is: one that is spelled like it, otherwise the first with its dots as levels.</summary>
    /// <param name="path">A path in any case.</param>
    /// <param name="isExact">Whether the key is spelled like the path.</param>
    public string? FindOwner(string path, out bool isExact)
    {
        isExact = false;
        if (path.Length > OptionKey.MaximumLength)
        {
            return null;
        }

        Span<char> name = stackalloc char[OptionKey.MaximumLength];
        name = name[..path.Length];
        for (var index = 0; index < path.Length; index++)
        {
            name[index] = char.IsAsciiLetterUpper(path[index]) ? (char)(path[index] | 0x20) : path[index];
        }

        var nested = int.MaxValue;
        for (var bucket = Hash(name); _buckets[bucket] is > 0 and var entry; bucket = (bucket + 1) & (_buckets.Length - 1))
        {
            var key = Key(entry - 1);
            if (key.SequenceEqual(name))
            {
                isExact = true;
                return key.ToString();
            }

            if (entry < nested && IsNested(key, name))
            {
                nested = entry;
            }
        }

        return nested == int.MaxValue ? null : Key(nested - 1).ToString();
    }

    private static bool IsNested(ReadOnlySpan<char> key, ReadOnlySpan<char> path)
    {
        if (key.Length != path.Length)
        {
            return false;
        }

        for (var index = 0; index < key.Length; index++)
        {
            if ((key[index] == '.' ? ':' : key[index]) != path[index])
            {
                return false;
            }
        }

        return true;
    }

    private bool Read()
    {
        var (start, key, group) = (0, 0, 0);
        while (start < _text.Length)
        {
            var length = _text.AsSpan(start).IndexOf('\n');
            if (length == 0)
            {
                if (++group == _firsts.Length)
                {
                    return false;
                }

                _firsts[group] = key;
                start++;
                continue;
            }

            if (length < 0 || key == _starts.Length - 1 || !OptionKey.IsValid(_text.AsSpan(start, length)))
            {
                return false;
            }

            _starts[key++] = start;
            start += length + 1;
            if (!TryAdd(key))
            {
                return false;
            }
        }

        return group == _firsts.Length - 1 && key == _starts.Length - 1;
    }

    private bool TryAdd(int entry)
    {
        var key = Key(entry - 1);
        var bucket = Hash(key);
        while (_buckets[bucket] is > 0 and var other)
        {
            if (Key(other - 1).SequenceEqual(key))
            {
                return false;
            }

            bucket = (bucket + 1) & (_buckets.Length - 1);
        }

        _buckets[bucket] = entry;
        return true;
    }

    private ReadOnlySpan<char> Key(int key)
    {
        var rest = _text.AsSpan(_starts[key]);
        return rest[..rest.IndexOf('\n')];
    }

    // The last group that starts at or before the key: groups without options start where the next one does.
    private int GroupOf(int key)
    {
        var (low, high) = (0, _firsts.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = _firsts[middle] <= key ? (middle, high) : (low, middle);
        }

        return low;
    }

    private int Hash(ReadOnlySpan<char> key)
    {
        var hash = 2166136261u;
        foreach (var character in key)
        {
            hash = (hash ^ (character == '.' ? ':' : character)) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) & (uint)(_buckets.Length - 1));
    }
}
