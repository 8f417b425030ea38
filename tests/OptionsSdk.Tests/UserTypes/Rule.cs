using System.Collections.Immutable;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>A type of a user as it grows over time: every member but the first was added with a default.</summary>
public sealed record Rule(
    string Pattern,
    int Weight = 1,
    Verdict Verdict = Verdict.Allow,
    string? Note = null,
    ImmutableArray<string> Hosts = default,
    Verdict? Override = null,
    decimal Cost = 1.50m,
    Window? Window = null)
{
    public string Title => $"{Pattern}*{Weight}";

    public bool Equals(Rule? other) => other is not null && Pattern == other.Pattern && Weight == other.Weight && Verdict == other.Verdict && Note == other.Note;

    public override int GetHashCode() => HashCode.Combine(Pattern, Weight);
}
