using System.Collections.Immutable;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>What the attributes of a method or constructor, and of those that it stands for, say of keys and values.</summary>
/// <param name="Operation">What it does with the option; null for anything that is not a write.</param>
/// <param name="FixedKey">The key that it always uses; null where parameters bring it.</param>
/// <param name="KeyParameters">The ordinals of the parameters that take keys.</param>
/// <param name="ValueParameter">The ordinal of the parameter that takes the value, or -1.</param>
/// <param name="ValueType">Where the value's type is a type argument.</param>
/// <param name="ChannelParameter">The ordinal of the parameter that takes the channel, or -1.</param>
internal sealed record KeyMember(
    OptionOperation? Operation, string? FixedKey, ImmutableArray<int> KeyParameters, int ValueParameter, ValueTypeArgument? ValueType, int ChannelParameter)
{
    /// <summary>Whether a call of it says which option it means.</summary>
    public bool HasKey => FixedKey is not null || !KeyParameters.IsEmpty;
}
