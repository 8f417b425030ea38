using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1018: a key follows the grammar.</summary>
internal static class KeyGrammarRule
{
    public static void Check(OptionDeclaration option)
    {
        if (option.Key is not { } key)
        {
            CheckNull(option);
            return;
        }

        // A wrong name of the group is said once, at the group.
        var isDerived = option.KeyExpression is null;
        if (KeyGrammar.FindProblem(key) is { } problem
            && !(isDerived && option.Part.Name is { Length: > 0 } name && KeyGrammar.FindProblem(name) is not null))
        {
            var location = option.KeyExpression?.GetLocation() ?? option.Property.Identifier.GetLocation();
            option.Part.Report(DeclarationRules.InvalidKey, location, key, problem);
        }
    }

    private static void CheckNull(OptionDeclaration option)
    {
        if (option.KeyExpression is { } expression
            && option.Part.Model.GetConstantValue(ConstantSyntax.Unwrap(expression), option.Part.CancellationToken) is { HasValue: true, Value: null })
        {
            option.Part.Report(DeclarationRules.InvalidKey, expression.GetLocation(), option.Symbol.Name, "is null");
        }
    }
}
