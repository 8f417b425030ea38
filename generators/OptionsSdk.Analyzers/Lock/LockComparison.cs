using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Lock.Format;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Lock;

/// <summary>Compares the declaration of an option with what the lock file knows of it.</summary>
/// <param name="file">The lock file.</param>
/// <param name="locked">Its entry for the option.</param>
internal sealed class LockComparison(LockFile file, LockedOption locked)
{
    // What each of these flags means for values that are stored already, given and taken.
    private static readonly (OptionFlags Flag, string Added, string Removed)[] Decisive =
    [
        (OptionFlags.Immutable, "is immutable now, so that its stored value can no longer be changed", "is no longer immutable and can be written at run time"),
        (OptionFlags.NoStore, "is no longer stored, so that its stored value is ignored", "is stored now"),
        (OptionFlags.StoreOnly, "must no longer stand in settings", "may stand in settings now"),
        (OptionFlags.Credential, "is a credential now, although its values may stand in history and logs", "is no longer a credential, so that its value may be shown"),
    ];

    private readonly List<Diagnostic> _differences = [];

    public IReadOnlyList<Diagnostic> Compare(IPropertySymbol property, OptionFacts declared)
    {
        var types = new SymbolTypes();
        if (types.Of(property.Type) is { } type)
        {
            CompareTypes(property.Locations[0], type, new([], types.Enumerations, []));
        }

        CompareDefaults(property.Locations[0], new(declared.Key, locked.Type, declared.Default, declared.Flags));
        CompareFlags(property.Locations[0], declared.Flags);
        return _differences;
    }

    private void CompareTypes(Location location, OptionType type, LockFile declared)
    {
        if (new TypeSurvival(file, declared).FindLoss(locked.Type, type) is { } loss)
        {
            Report(LockRules.LockedTypeChanged, location, locked.Type.ToString(), type.ToString(), loss);
        }
        else if (!type.Equals(locked.Type))
        {
            Behind(location, $"has changed its type from '{locked.Type}' to '{type}'");
        }
        else
        {
            // A file that knows an enumeration only by name is filled in by the next update.
            foreach (var enumeration in declared.Enumerations.Values)
            {
                if (!file.Enumerations.TryGetValue(enumeration.Name, out var before)
                    || before.Combines != enumeration.Combines
                    || !before.Members.SetEquals(enumeration.Members))
                {
                    Behind(location, $"has other members of '{enumeration.Name}' as values");
                }
            }
        }
    }

    private void CompareDefaults(Location location, LockedOption declared)
    {
        // The defaults of credentials are nobody's business, also not that there is one.
        if (declared.Default != locked.Default && ((declared.Flags | locked.Flags) & OptionFlags.Credential) == 0)
        {
            Report(LockRules.LockedDefaultChanged, location, Show(locked.Default), Show(declared.Default));
        }
    }

    private void CompareFlags(Location location, OptionFlags flags)
    {
        var all = OptionFlags.Default;
        foreach (var (flag, added, removed) in Decisive)
        {
            all |= flag;
            if (((flags ^ locked.Flags) & flag) != 0)
            {
                Report(LockRules.LockedFlagsChanged, location, (flags & flag) != 0 ? added : removed);
            }
        }

        if (((flags ^ locked.Flags) & ~all) != 0)
        {
            Behind(location, $"has changed its flags from '{LockedFlags.Format(locked.Flags)}' to '{LockedFlags.Format(flags)}'");
        }
    }

    private static string Show(string @default) => @default.Length == 0 ? "none" : $"'{@default}'";

    private void Behind(Location location, string change) => Report(LockRules.LockFileBehind, location, change);

    private void Report(DiagnosticDescriptor rule, Location location, params string[] arguments) =>
        _differences.Add(Diagnostic.Create(rule, location, [locked.Key, .. arguments]));
}
