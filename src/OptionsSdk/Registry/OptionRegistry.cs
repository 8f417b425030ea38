using System.ComponentModel;
using OptionsSdk.Generated;

namespace OptionsSdk;

/// <summary>
/// The option groups that a manager is made of. Filled by generated code; every registration happens once, however many paths of a
/// diamond of references lead to it. Not safe for concurrent use; a manager copies what it needs.
/// </summary>
public sealed class OptionRegistry
{
    private readonly Dictionary<Type, Func<OptionGroupBinding, IOptionGroup>> _groups = [];
    private readonly List<Type> _order = [];
    private readonly HashSet<Type> _entered = [];

    /// <summary>The registered groups, in order of registration.</summary>
    public IReadOnlyList<Type> Groups => _order;

    /// <summary>Adds a group; adding it again does nothing.</summary>
    /// <typeparam name="TGroup">The class marked with <see cref="OptionGroupAttribute"/>.</typeparam>
    /// <returns>This registry.</returns>
    public OptionRegistry Add<TGroup>()
        where TGroup : class, IOptionGroup<TGroup>
    {
        if (_groups.TryAdd(typeof(TGroup), static binding => TGroup.Create(binding)))
        {
            _order.Add(typeof(TGroup));
        }

        return this;
    }

    /// <summary>Says whether an assembly's registry is entered for the first time. Called by generated code.</summary>
    /// <param name="registry">The registry class.</param>
    /// <returns><see langword="true"/> the first time.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryEnter(Type registry) => _entered.Add(registry);

    internal void AddAll(OptionRegistry other)
    {
        foreach (var group in other._order)
        {
            if (_groups.TryAdd(group, other._groups[group]))
            {
                _order.Add(group);
            }
        }
    }

    internal IOptionGroup Create(Type group, OptionGroupBinding binding) => _groups[group](binding);
}
