using Microsoft.CodeAnalysis;

namespace System;

/// <summary>Lets the compiler count from the end: <c>text[^1]</c>.</summary>
/// <param name="value">The distance from the start or from the end.</param>
/// <param name="fromEnd">Whether to count from the end.</param>
[Embedded]
internal readonly struct Index(int value, bool fromEnd = false)
{
    private readonly int _value = fromEnd ? ~value : value;

    public static implicit operator Index(int value) => new(value);

    public int GetOffset(int length) => _value < 0 ? _value + length + 1 : _value;
}
