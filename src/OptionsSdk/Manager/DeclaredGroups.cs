using System.Collections.Immutable;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Overrides;

namespace OptionsSdk.Manager;

/// <summary>
/// The groups of one manager: each is declared once, at the latest when it is needed, and then stays. Which group a key belongs to is known
/// before. Declaring runs user code (initializers, rules, hooks) under the lock, which reads of declared groups never take.
/// </summary>
internal sealed class DeclaredGroups
{
    private readonly object _gate = new();
    private readonly OptionManager _manager;
    private readonly SnapshotPublisher _publisher;
    private readonly OverrideStack _overrides;
    private readonly OptionPins _pins;
    private readonly OptionGroupTable[] _tables;
    private readonly int[] _firsts;
    private readonly IOptionGroup?[] _groups;
    private readonly bool[] _isBeingDeclared;
    private bool _isComplete;

    public DeclaredGroups(OptionManager manager, OptionRegistry registry, SnapshotPublisher publisher, OverrideStack overrides, OptionPins pins)
    {
        _manager = manager;
        _publisher = publisher;
        _overrides = overrides;
        _pins = pins;
        _tables = [.. registry.Tables];
        _firsts = new int[_tables.Length + 1];
        var indexes = ImmutableArray.CreateBuilder<OptionKeyIndex>(_tables.Length);
        for (var table = 0; table < _tables.Length; table++)
        {
            _firsts[table + 1] = _firsts[table] + _tables[table].Count;
            if (_tables[table].Keys is { } keys)
            {
                indexes.Add(keys);
            }
        }

        Indexes = indexes.ToImmutable();
        _groups = new IOptionGroup?[_firsts[^1]];
        _isBeingDeclared = new bool[_groups.Length];
    }

    /// <summary>The keys that are known before their groups are declared.</summary>
    public ImmutableArray<OptionKeyIndex> Indexes { get; }

    /// <summary>Whether a key belongs to a group whose keys are known before it is declared.</summary>
    public bool Knows(string key) => FindNumber(key) >= 0;

    /// <summary>Declares what cannot wait: everything, or the groups whose keys are not known before and those that settings name.</summary>
    /// <exception cref="OptionRegistrationException">A declaration cannot work, or a key is there twice.</exception>
    public void Start(bool isOnDemand)
    {
        lock (_gate)
        {
            var now = new List<int>();
            for (var table = 0; table < _tables.Length; table++)
            {
                if (!isOnDemand || _tables[table].Keys is null)
                {
                    now.AddRange(Enumerable.Range(_firsts[table], _tables[table].Count));
                }
            }

            var bound = Bind(now);
            if (isOnDemand && !IsSound(bound))
            {
                // Declared all at once, the groups say what is wrong with them.
                bound.AddRange(Bind(Enumerable.Range(0, _groups.Length).Except(now)));
                bound.Sort(static (left, right) => left.Number.CompareTo(right.Number));
            }

            if (bound.Count == 0)
            {
                _publisher.ReloadSettings();
            }
            else
            {
                Publish(bound, isKnown: false);
            }

            _isComplete = bound.Count == _groups.Length;
            if (!_isComplete && _publisher.Current.Settings is { } settings)
            {
                DeclareTogether(settings.DeclaredKeys.Select(FindNumber).Where(static number => number >= 0));
            }
        }
    }

    /// <summary>Declares the group of a key.</summary>
    /// <returns>Whether a group has the key.</returns>
    /// <exception cref="OptionRegistrationException">The declaration cannot work.</exception>
    public bool Declare(string key)
    {
        if (Volatile.Read(ref _isComplete) || FindNumber(key) is not (>= 0 and var number))
        {
            return false;
        }

        Declare(number);
        return true;
    }

    /// <summary>The instance of a group, declared if it was not; null if the registry has no such group.</summary>
    /// <exception cref="OptionRegistrationException">The declaration cannot work.</exception>
    public IOptionGroup? Find(Type group)
    {
        for (var table = 0; table < _tables.Length; table++)
        {
            if (_tables[table].TryFind(group, out var number))
            {
                return Declare(_firsts[table] + number);
            }
        }

        return null;
    }

    /// <summary>Declares what is left, one group after another, so that a group that is needed at once waits for one at most.</summary>
    /// <exception cref="OptionRegistrationException">A declaration cannot work.</exception>
    public void DeclareAll()
    {
        if (Volatile.Read(ref _isComplete))
        {
            return;
        }

        for (var number = 0; number < _groups.Length; number++)
        {
            Declare(number);
        }

        Volatile.Write(ref _isComplete, true);
    }

    private int FindNumber(string key)
    {
        for (var table = 0; table < _tables.Length; table++)
        {
            if (_tables[table].Keys is { } keys && keys.Find(key) is >= 0 and var number)
            {
                return _firsts[table] + number;
            }
        }

        return -1;
    }

    private IOptionGroup Declare(int number)
    {
        if (Volatile.Read(ref _groups[number]) is { } declared)
        {
            return declared;
        }

        lock (_gate)
        {
            DeclareTogether([number]);
            return _groups[number]!;
        }
    }

    private void DeclareTogether(IEnumerable<int> numbers)
    {
        var bound = Bind(numbers);
        if (bound.Count > 0)
        {
            Publish(bound, isKnown: true);
        }
    }

    private List<BoundGroup> Bind(IEnumerable<int> numbers)
    {
        var bound = new List<BoundGroup>();
        foreach (var number in numbers)
        {
            if (_groups[number] is null && bound.TrueForAll(group => group.Number != number))
            {
                bound.Add(Bind(number));
            }
        }

        return bound;
    }

    private BoundGroup Bind(int number)
    {
        if (_isBeingDeclared[number])
        {
            throw new InvalidOperationException("The group is being declared.");
        }

        _isBeingDeclared[number] = true;
        try
        {
            var table = Array.FindLastIndex(_firsts, first => first <= number);
            var entry = _tables[table][number - _firsts[table]];
            var binding = new OptionGroupBinding(_manager);
            var group = entry.Create(binding);
            var declaration = new OptionGroupDeclaration(entry.Group);
            group.Declare(declaration);
            return new(number, binding, group, declaration);
        }
        finally
        {
            _isBeingDeclared[number] = false;
        }
    }

    private bool IsSound(List<BoundGroup> bound)
    {
        for (var index = 0; index < Indexes.Length; index++)
        {
            if (!Indexes[index].IsSound || index > 0 && Indexes[index].Keys.Any(key => Indexes.Take(index).Any(other => other.Find(key) >= 0)))
            {
                return false;
            }
        }

        return !bound.Exists(group => group.Definitions.Any(definition => Knows(definition.Key)));
    }

    private void Publish(List<BoundGroup> bound, bool isKnown)
    {
        if (isKnown)
        {
            _publisher.AddKnown(current => MakeSlots(current, bound));
        }
        else
        {
            _publisher.Add(current => MakeSlots(current, bound));
        }

        var slots = _publisher.Current;
        foreach (var group in bound)
        {
            group.Binding.Complete([.. group.Definitions.Select(definition => slots.Require(definition.Key))]);
            Volatile.Write(ref _groups[group.Number], group.Group);
        }

        _manager.Include(bound.SelectMany(static group => group.Definitions));
    }

    private List<OptionSlot> MakeSlots(EffectiveSnapshot current, List<BoundGroup> bound)
    {
        var owners = new Dictionary<string, Type>(StringComparer.Ordinal);
        var slots = new List<OptionSlot>();
        foreach (var group in bound)
        {
            foreach (var definition in group.Definitions)
            {
                OptionManager.RequireNew(current, definition.Key);
                if (!owners.TryAdd(definition.Key, definition.Group!))
                {
                    throw OptionManager.Duplicate(definition.Key, $"The key is declared by the group '{owners[definition.Key]}' and again by '{definition.Group}'.");
                }

                var slot = definition.CreateSlot(current.States.Length + slots.Count, _overrides, _publisher.Holder);
                slot.Bind(group.Group, definition.Word);
                _pins.Apply(slot);
                slots.Add(slot);
            }
        }

        return slots;
    }

    private sealed class BoundGroup(int number, OptionGroupBinding binding, IOptionGroup group, OptionGroupDeclaration declaration)
    {
        public int Number => number;

        public OptionGroupBinding Binding => binding;

        public IOptionGroup Group => group;

        public IReadOnlyList<OptionDefinition> Definitions => declaration.Definitions;
    }
}
