namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>The type argument that is the type of an option's value.</summary>
/// <param name="IsOfMethod">Whether it is one of the method; otherwise one of the type that holds it.</param>
/// <param name="Ordinal">Its place among them.</param>
internal sealed record ValueTypeArgument(bool IsOfMethod, int Ordinal);
