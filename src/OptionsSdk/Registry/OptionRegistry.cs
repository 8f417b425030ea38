using System.ComponentModel;
using OptionsSdk.Generated;

namespace OptionsSdk;

/// <summary>
/// The option groups that a manager is made of. Filled by generated code; every registration happens once, however many paths of a
/// diamond of references lead to it. Not safe for concurrent use; a manager copies what it needs.
/// </summary>
public sealed class OptionRegistry
{
    private readonly List<OptionGroupTable> _tables = [];
    private readonly HashSet<Type> _entered = [];

    /// <summary>The registered groups, in order of registration.</summary>
    public IReadOnlyList<Type> Groups
    {
        get
        {
            var groups = new List<Type>();
            foreach (var table in _tables)
            {
                for (var number = 0; number < table.Count; number++)
                {
                    groups.Add(table[number].Group);
                }
            }

            return groups;
        }
    }

    internal IReadOnlyList<OptionGroupTable> Tables => _tables;

    /// <summary>Adds a group; adding it again does nothing.</summary>
    /// <typeparam name="TGroup">The class marked with <see cref="OptionGroupAttribute"/>.</typeparam>
    /// <returns>This registry.</returns>
    public OptionRegistry Add<TGroup>()
        where TGroup : class, IOptionGroup<TGroup>
    {
        Add(new OptionGroupTable(OptionGroupEntry.Of<TGroup>()));
        return this;
    }

    /// <summary>Adds the groups of an assembly; adding them again does nothing. Called by generated code.</summary>
    /// <param name="table">The groups.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Add(OptionGroupTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Keys is not null)
        {
            // Asked of groups that were added one by one only: asking a table loads all the classes in it.
            _tables.RemoveAll(single => single.Keys is null && table.TryFind(single[0].Group, out _));
            if (!_tables.Contains(table))
            {
                _tables.Add(table);
            }
        }
        else if (!_tables.Exists(known => known.TryFind(table[0].Group, out _)))
        {
            _tables.Add(table);
        }
    }

    /// <summary>Says whether an assembly's registry is entered for the first time. Called by generated code.</summary>
    /// <param name="registry">The registry class.</param>
    /// <returns><see langword="true"/> the first time.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryEnter(Type registry) => _entered.Add(registry);

    internal void AddAll(OptionRegistry other)
    {
        foreach (var table in other._tables)
        {
            Add(table);
        }
    }
}
