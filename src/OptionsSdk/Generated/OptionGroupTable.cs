using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>
/// The groups of one assembly: their keys as one constant text, and how each group is made when it is needed. One table serves all
/// managers of a process. Immutable to its users and safe for concurrent use. Not for use by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionGroupTable
{
    private readonly Func<int, OptionGroupEntry> _entry;
    private readonly OptionGroupEntry?[] _entries;
    private Dictionary<Type, int>? _numbers;

    /// <summary>Makes the table of an assembly.</summary>
    /// <param name="keys">The keys of each group in the order of their ordinals, each ended by a line feed; another line feed ends the group.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="entry">Gives the group of a number.</param>
    public OptionGroupTable(string keys, int groups, Func<int, OptionGroupEntry> entry)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfNegative(groups);
        ArgumentNullException.ThrowIfNull(entry);
        Keys = new(keys, groups);
        _entry = entry;
        _entries = new OptionGroupEntry?[groups];
    }

    /// <summary>The table of one group whose keys are not known before it is declared.</summary>
    internal OptionGroupTable(OptionGroupEntry entry)
    {
        _entry = _ => entry;
        _entries = [entry];
    }

    /// <summary>The keys, or null if they are not known before the group is declared.</summary>
    internal OptionKeyIndex? Keys { get; }

    internal int Count => _entries.Length;

    // Entries are alike: which of two threads stores its own does not matter.
    internal OptionGroupEntry this[int number] => Volatile.Read(ref _entries[number]) ?? (_entries[number] = _entry(number));

    internal bool TryFind(Type group, out int number)
    {
        var numbers = Volatile.Read(ref _numbers);
        if (numbers is null)
        {
            numbers = new(Count);
            for (var index = 0; index < Count; index++)
            {
                numbers[this[index].Group] = index;
            }

            Volatile.Write(ref _numbers, numbers);
        }

        return numbers.TryGetValue(group, out number);
    }
}
