namespace Microsoft.CodeAnalysis;

/// <summary>The compiler hides types that carry this marker from other assemblies, also from those that see the internals of this one.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class EmbeddedAttribute : Attribute;
