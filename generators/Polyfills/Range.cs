using Microsoft.CodeAnalysis;

namespace System;

/// <summary>Lets the compiler slice: <c>text[1..]</c>.</summary>
/// <param name="start">The first item.</param>
/// <param name="end">The item behind the last.</param>
[Embedded]
internal readonly struct Range(Index start, Index end)
{
    public static Range All => new(0, new(0, fromEnd: true));

    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range StartAt(Index start) => new(start, new(0, fromEnd: true));

    public static Range EndAt(Index end) => new(0, end);
}
