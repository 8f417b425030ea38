using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration.Validation;

/// <summary>A validation attribute of an option.</summary>
/// <param name="Option">The option.</param>
/// <param name="Syntax">The attribute.</param>
/// <param name="Data">What the compiler makes of it.</param>
/// <param name="Name">Its name without suffix.</param>
internal sealed record RuleAttribute(OptionDeclaration Option, AttributeSyntax Syntax, AttributeData Data, string Name)
{
    /// <summary>The option's type; the value type of a nullable one, since nothing is what no rule refuses.</summary>
    public ITypeSymbol Type => LeafTypes.WithoutNullable(Option.Type);

    /// <summary>Whether the option holds texts, which may not be nullable.</summary>
    public bool IsText => Option.Type.SpecialType == SpecialType.System_String;

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
        new(new RuleProblem(DeclarationRules.RuleDoesNotApply, Syntax, Name, Option.Name, Option.TypeName, reason));

    public BoundRule IsInvalid(string reason) =>
        new(new RuleProblem(DeclarationRules.InvalidRule, Syntax, Name, Option.Name, reason));

    public BoundRule IsUnsupported(string reason, string replacement) =>
        new(new RuleProblem(DeclarationRules.UnsupportedRule, Syntax, Name, Option.Name, reason, replacement));
}
