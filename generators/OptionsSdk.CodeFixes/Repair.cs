using OptionsSdk.CodeFixes.Edits;

namespace OptionsSdk.CodeFixes;

/// <summary>One way to repair one diagnostic.</summary>
/// <param name="Title">What people choose.</param>
/// <param name="EquivalenceKey">What the same choice is called for other diagnostics.</param>
/// <param name="Apply">Adds the changes to those of other repairs.</param>
internal sealed record Repair(string Title, string EquivalenceKey, Action<SolutionEdits> Apply);
