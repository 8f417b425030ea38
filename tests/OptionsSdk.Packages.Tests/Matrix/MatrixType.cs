namespace OptionsSdk.Packages.Tests.Matrix;

/// <summary>A type that an option can have.</summary>
/// <param name="Spelling">How it is written at the property.</param>
/// <param name="Value">A value, as source.</param>
/// <param name="Empty">Its empty value, as source; null where it has none, so that an option needs a default.</param>
/// <param name="OwnFlags">Flags that only this type may carry.</param>
internal sealed record MatrixType(string Spelling, string Value, string? Empty, params IReadOnlyList<string> OwnFlags)
{
    /// <summary>The JSON context that the group of such an option names; null where none is needed.</summary>
    public string? JsonContext { get; init; }
}
