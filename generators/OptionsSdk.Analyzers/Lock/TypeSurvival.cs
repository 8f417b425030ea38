using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Analyzers.Lock;

/// <summary>
/// Whether stored values survive that their option gets another type: whether the canonical JSON of every value of the old type is that
/// of an equal value of the new one. What is not known to survive does not.
/// </summary>
/// <param name="before">The lock file.</param>
/// <param name="after">What is declared now.</param>
internal sealed class TypeSurvival(LockFile before, LockFile after)
{
    // The bits that a whole number takes without its sign. A double holds all of 53, a float of 24, a decimal of 96.
    private static readonly Dictionary<string, (bool IsSigned, int Bits)> WholeNumbers = new(StringComparer.Ordinal)
    {
        ["sbyte"] = (true, 7),
        ["byte"] = (false, 8),
        ["short"] = (true, 15),
        ["ushort"] = (false, 16),
        ["int"] = (true, 31),
        ["uint"] = (false, 32),
        ["long"] = (true, 63),
        ["ulong"] = (false, 64),
    };

    private static readonly Dictionary<string, int> Fractions = new(StringComparer.Ordinal)
    {
        ["float"] = 24,
        ["double"] = 53,
        ["decimal"] = 96,
    };

    // Whose canonical JSON is a text.
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "string", "char", "TimeSpan", "DateTimeOffset", "DateOnly", "TimeOnly", "Guid", "Uri", "Version",
    };

    /// <summary>Why stored values may not survive; null if all do.</summary>
    /// <param name="old">The type that they were stored with.</param>
    /// <param name="new">The type that they will be read with.</param>
    public string? FindLoss(OptionType old, OptionType @new) => (old.Name, @new.Name) switch
    {
        (OptionType.Nullable, OptionType.Nullable) => FindLoss(old.Arguments[0], @new.Arguments[0]),
        (_, OptionType.Nullable) => FindLoss(old, @new.Arguments[0]),
        (OptionType.Nullable, _) => $"a stored null is no '{@new}'",
        (_, "JsonElement") when IsSupported(old) => null,
        (OptionType.ImmutableArray or OptionType.List, OptionType.ImmutableArray or OptionType.List) => FindLoss(old.Arguments[0], @new.Arguments[0]),
        (OptionType.Dictionary, OptionType.Dictionary) => FindLossOfKeys(old.Arguments[0], @new.Arguments[0]) ?? FindLoss(old.Arguments[1], @new.Arguments[1]),
        _ => FindLossOfLeaf(old, @new),
    };

    private static bool IsWholeNumber(OptionType type) => WholeNumbers.ContainsKey(type.Name);

    private static bool Holds(OptionType @new, OptionType old) =>
        WholeNumbers.TryGetValue(old.Name, out var number)
        && (WholeNumbers.TryGetValue(@new.Name, out var larger) ? larger.Bits >= number.Bits && (larger.IsSigned || !number.IsSigned)
            : Fractions.TryGetValue(@new.Name, out var exactBits) && exactBits >= number.Bits);

    private LockedEnumeration? Enumeration(OptionType old) =>
        before.Enumerations.TryGetValue(old.ToString(), out var enumeration) ? enumeration
        : after.Enumerations.TryGetValue(old.ToString(), out enumeration) ? enumeration
        : null;

    private bool IsText(OptionType type) => Texts.Contains(type.Name) || Enumeration(type) is not null;

    private bool IsSupported(OptionType type) =>
        IsText(type)
        || IsWholeNumber(type)
        || Fractions.ContainsKey(type.Name)
        || type.Name is "bool" or "JsonElement"
        || (type.Name is OptionType.Nullable or OptionType.ImmutableArray or OptionType.List or OptionType.Dictionary && type.Arguments.All(IsSupported));

    // The keys of a JSON object are texts, whatever type they have.
    private string? FindLossOfKeys(OptionType old, OptionType @new) =>
        @new.Name == "string" && (IsWholeNumber(old) || IsText(old)) ? null
        : IsWholeNumber(old) && !IsWholeNumber(@new) ? NoSuch(old, @new)
        : FindLossOfLeaf(old, @new);

    private string? FindLossOfLeaf(OptionType old, OptionType @new)
    {
        if (before.Enumerations.TryGetValue(old.ToString(), out var members) && after.Enumerations.TryGetValue(@new.ToString(), out var newMembers))
        {
            return FindLossOfMembers(members, newMembers);
        }

        var survives = old.Equals(@new)
            || Holds(@new, old)
            || (old.Name == "float" && @new.Name == "double")
            || (old.Name == "TimeOnly" && @new.Name == "TimeSpan")
            || (@new.Name == "string" && IsText(old));
        return survives ? null : NoSuch(old, @new);
    }

    private static string? FindLossOfMembers(LockedEnumeration old, LockedEnumeration @new)
    {
        foreach (var member in old.Members.OrderBy(static name => name, StringComparer.Ordinal))
        {
            if (!@new.Members.Contains(member))
            {
                return $"a stored '{member}' is no member of '{@new.Name}'";
            }
        }

        return old.Combines && !@new.Combines ? $"a stored combination is no member of '{@new.Name}', which has no [Flags]" : null;
    }

    private static string NoSuch(OptionType old, OptionType @new) =>
        Holds(old, @new) || (WholeNumbers.ContainsKey(old.Name) || Fractions.ContainsKey(old.Name)) && (WholeNumbers.ContainsKey(@new.Name) || Fractions.ContainsKey(@new.Name))
            ? $"'{@new}' does not hold every '{old}'"
            : $"the JSON of a '{old}' is no '{@new}'";
}
