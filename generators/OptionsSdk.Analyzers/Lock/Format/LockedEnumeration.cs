namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>An enumeration whose members stand in stored values by their names.</summary>
/// <param name="Name">The canonical name of the type.</param>
/// <param name="Combines">Whether stored values may combine members: it has <c>[Flags]</c>.</param>
/// <param name="Members">The names of the members.</param>
internal sealed record LockedEnumeration(string Name, bool Combines, ISet<string> Members);
