namespace Quickstart.Tests.Catalogue;

/// <summary>One line of the catalogue's file.</summary>
/// <param name="Key">The option's key.</param>
/// <param name="Type">The option's kind of value: Any, Bool, Dict, Float, Int, Sequence or String.</param>
/// <param name="Default">The default as the file writes it.</param>
/// <param name="Flags">The names of the flags.</param>
public sealed record CatalogueRow(string Key, string Type, string Default, IReadOnlyList<string> Flags);
