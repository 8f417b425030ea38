namespace OptionsSdk.EntityFrameworkCore.Writes;

/// <summary>What a write decided while it held the head: to apply what it noted in the context, or to leave everything as it is.</summary>
internal readonly record struct WriteDecision<TResult>(bool Apply, TResult Result);
