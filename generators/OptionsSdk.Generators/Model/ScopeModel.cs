namespace OptionsSdk.Generators.Model;

/// <summary>One level around a group, replicated so that copied text means what it means in the user's file.</summary>
/// <param name="Header">What opens the level (<c>namespace Acme</c>, <c>partial class Outer</c>); null for the file itself.</param>
/// <param name="Usings">The level's extern aliases and usings.</param>
internal sealed record ScopeModel(string? Header, EquatableArray<string> Usings);
