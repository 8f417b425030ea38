using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1025: a public option is described, in the words that the runtime shows.</summary>
internal static class SummaryRule
{
    public static void Check(OptionDeclaration option)
    {
        if (option.Symbol.DeclaredAccessibility == Accessibility.Public && DocumentationSummary.Of(option.Property) is null)
        {
            option.Report(DeclarationRules.MissingSummary, option.Property.Identifier.GetLocation());
        }
    }
}
