namespace OptionsSdk.EntityFrameworkCore.Reads;

/// <summary>What was read beside the head.</summary>
/// <param name="Result">The answer.</param>
/// <param name="IsOfHeadAlone">Whether the answer follows from the head alone, so that nothing can be inconsistent with it.</param>
internal readonly record struct HeadRead<TResult>(TResult Result, bool IsOfHeadAlone = false);
