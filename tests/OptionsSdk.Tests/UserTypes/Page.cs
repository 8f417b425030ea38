using System.Collections.Immutable;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>A generic type of a user.</summary>
public sealed record Page<T>(ImmutableArray<T> Items, ImmutableArray<T>? More = null);
