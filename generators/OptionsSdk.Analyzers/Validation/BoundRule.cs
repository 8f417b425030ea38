namespace OptionsSdk.Analyzers.Validation;

/// <summary>What a validation attribute means for its option, as far as a compiler can tell.</summary>
/// <param name="Problem">Why the runtime refuses it; null if it does not.</param>
/// <param name="Check">Says of a value (as <see cref="LeafValues"/> gives it) what is wrong with it, or null.</param>
/// <param name="CheckLength">Says the same of a number of entries.</param>
internal sealed record BoundRule(RuleProblem? Problem = null, Func<object, string?>? Check = null, Func<int, string?>? CheckLength = null)
{
    public static BoundRule Nothing { get; } = new();
}
