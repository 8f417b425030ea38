using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1013 to OSDK1016: validation attributes are supported, fit the type and have valid arguments.</summary>
internal static class ValidationRule
{
    public static void Check(OptionDeclaration option)
    {
        foreach (var rule in option.Rules)
        {
            if (rule.Problem is { Where: { } where } problem)
            {
                option.Part.Report(problem.Rule, where.GetLocation(), problem.Arguments);
            }
        }
    }
}
