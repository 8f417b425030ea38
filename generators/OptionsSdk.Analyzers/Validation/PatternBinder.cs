using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Patterns, as the runtime's RegularExpressionRule binds them.</summary>
internal static class PatternBinder
{
    public static BoundRule Bind(RuleAttribute rule)
    {
        if (rule.Arguments is not [{ Value: var argument }])
        {
            return BoundRule.Nothing;
        }

        if (argument is not string pattern)
        {
            return rule.IsInvalid("a regular expression is given by one text");
        }

        if (SafePattern.Compile(pattern, out var problem) is not { } matches)
        {
            var where = (Microsoft.CodeAnalysis.SyntaxNode?)rule.Syntax?.ArgumentList?.Arguments.FirstOrDefault(static known => known.NameEquals is null)?.Expression ?? rule.Syntax;
            return problem is null ? BoundRule.Nothing : new(new RuleProblem(DeclarationRules.InvalidPattern, where, rule.OptionName, problem));
        }

        return rule.IsText
            ? new(Check: value => value is string text && !matches(text) ? "must match the option's pattern" : null)
            : rule.DoesNotApply("it is for texts");
    }
}
