using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>What the options of a group need to know of it.</summary>
/// <param name="Literal">The group's name, where it is text.</param>
/// <param name="Constant">The constant that holds it, where it is not.</param>
/// <param name="Taken">The names that generated members must leave alone.</param>
/// <param name="Members">The user's members by name.</param>
/// <param name="Prefix">What generated private names begin with.</param>
/// <param name="JsonContext">An expression of the JSON context, if the group names one.</param>
internal sealed record GroupNames(string? Literal, string? Constant, HashSet<string> Taken, ILookup<string, MemberModel> Members, string Prefix, string? JsonContext)
{
    /// <summary>A constant expression of the key of an option that gives none.</summary>
    public string Key(string property)
    {
        var name = KebabCase.Of(property);
        return Constant is null
            ? OneLine.Literal(Literal!.Length == 0 ? name : $"{Literal}.{name}")
            : $"{Constant} == \"\" ? {OneLine.Literal(name)} : {Constant} + {OneLine.Literal($".{name}")}";
    }
}
