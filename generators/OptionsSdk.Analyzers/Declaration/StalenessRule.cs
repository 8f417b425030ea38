using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1035 and OSDK1036: a limit of staleness is a time, and means something for its option; the runtime refuses the same (StalenessRules).</summary>
internal static class StalenessRule
{
    private const string Name = "MaxStaleness";
    private const int KeepLast = 0;
    private const int UseDefault = 1;

    public static void Check(OptionDeclaration option)
    {
        foreach (var (syntax, data) in option.Attributes)
        {
            var isNamed = SimpleNames.OfAttribute(syntax) == Name;
            if (data.AttributeClass is not { TypeKind: not TypeKind.Error } type || data.AttributeConstructor is null)
            {
                continue;
            }

            if (!SymbolEqualityComparer.Default.Equals(type, option.Part.Symbols.MaxStaleness))
            {
                if (isNamed)
                {
                    Contradict(option, syntax, $"is taken for the attribute of OptionsSdk, but is '{type.ToDisplayString()}'; give that attribute another name");
                }
            }
            else if (!isNamed)
            {
                Contradict(option, syntax, "stands behind an alias, where it is not seen; use its own name");
            }
            else
            {
                Check(option, syntax, data);
            }
        }
    }

    private static void Check(OptionDeclaration option, AttributeSyntax syntax, AttributeData data)
    {
        if (data.ConstructorArguments is [{ Value: var text }] && LeafValues.ParseDuration((text as string)?.Trim()) is not { Ticks: > 0 })
        {
            option.Report(DeclarationRules.InvalidStaleness, syntax);
        }

        var end = data.NamedArguments.FirstOrDefault(static argument => argument.Key == "OnExpired").Value.Value as int? ?? KeepLast;
        if (end is not (KeepLast or UseDefault))
        {
            Contradict(option, syntax, "has an OnExpired that is none of its members; use KeepLast or UseDefault");
        }
        else if (option.Has(OptionFlags.NoStore))
        {
            Contradict(option, syntax, "limits what is never stored; remove it or the flag NoStore");
        }
        else if (end == UseDefault && option.Default is null)
        {
            Contradict(option, syntax, "falls back to a default that the option does not have; give it one, or keep the last value");
        }
    }

    private static void Contradict(OptionDeclaration option, AttributeSyntax syntax, string reason) =>
        option.Report(DeclarationRules.ContradictingStaleness, syntax, reason);
}
