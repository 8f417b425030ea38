using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>A validation attribute of an option.</summary>
/// <param name="OptionName">How messages call the option.</param>
/// <param name="OptionType">The option's type.</param>
/// <param name="IsSecret">Whether messages must not show values.</param>
/// <param name="Syntax">The attribute; null where the option is declared in a reference.</param>
/// <param name="Data">What the compiler makes of it.</param>
/// <param name="Name">Its name without suffix.</param>
internal sealed record RuleAttribute(string OptionName, ITypeSymbol OptionType, bool IsSecret, AttributeSyntax? Syntax, AttributeData Data, string Name)
{
    /// <summary>The option's type; the value type of a nullable one, since nothing is what no rule refuses.</summary>
    public ITypeSymbol Type => LeafTypes.WithoutNullable(OptionType);

    /// <summary>Whether the option holds texts, which may not be nullable.</summary>
    public bool IsText => OptionType.SpecialType == SpecialType.System_String;

    public TypedConstant[] Arguments => [.. Data.ConstructorArguments];

    public object? Setting(string name)
    {
        foreach (var setting in Data.NamedArguments)
        {
            if (setting.Key == name)
            {
                return setting.Value.Value;
            }
        }

        return null;
    }

    public BoundRule DoesNotApply(string reason) =>
        new(new RuleProblem(DeclarationRules.RuleDoesNotApply, Syntax, Name, OptionName, OptionType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), reason));

    public BoundRule IsInvalid(string reason) =>
        new(new RuleProblem(DeclarationRules.InvalidRule, Syntax, Name, OptionName, reason));

    public BoundRule IsUnsupported(string reason, string replacement) =>
        new(new RuleProblem(DeclarationRules.UnsupportedRule, Syntax, Name, OptionName, reason, replacement));
}
