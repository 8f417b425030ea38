using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1021: the generator, which sees only syntax, and the compiler understand <c>[Option]</c> alike.</summary>
internal static class FlagSpellingRule
{
    private const string Combine = "combine members of OptionFlags by '|' in the attribute [Option] itself";

    public static void Check(OptionDeclaration option)
    {
        foreach (var (syntax, data) in option.Attributes)
        {
            var isNamed = SimpleNames.OfAttribute(syntax) == "Option";
            var isOurs = SymbolEqualityComparer.Default.Equals(data.AttributeClass, option.Part.Symbols.Option);
            switch (isNamed, isOurs)
            {
                case (true, true) when data.AttributeConstructor is { } constructor:
                    CheckArguments(option, constructor);
                    break;
                case (true, false) when data.AttributeClass is { TypeKind: not TypeKind.Error } other:
                    option.Report(DeclarationRules.UndecidedFlags, syntax.Name, $"are read from [{other.ToDisplayString()}], which only has the name of the attribute of options", "give one of the two attributes another name");
                    break;
                case (false, true):
                    option.Report(DeclarationRules.UndecidedFlags, syntax.Name, "stand behind an alias, where they are not seen", "write the attribute as [Option]");
                    break;
            }
        }
    }

    private static void CheckArguments(OptionDeclaration option, IMethodSymbol constructor)
    {
        var takesFlags = constructor.Parameters.Any(static parameter => parameter.Name == "flags");
        var takesKey = constructor.Parameters.Any(static parameter => parameter.Name == "key");
        if (option.FlagsExpression is { } text && !takesFlags)
        {
            option.Report(DeclarationRules.UndecidedFlags, text, $"are read from '{OneLine.Text(text)}', which is a text with the name of a flag", $"write [Option(key: {OneLine.Text(text)})]");
        }
        else if (option.KeyExpression is { } flags && !takesKey)
        {
            option.Report(DeclarationRules.UndecidedFlags, flags, "cannot be decided from what is written here", Combine);
        }
        else if (option.FlagsExpression is { } expression)
        {
            CheckFlags(option, expression);
        }
    }

    private static void CheckFlags(OptionDeclaration option, ExpressionSyntax expression)
    {
        if (SpelledFlags.Of(expression) is not { } spelled)
        {
            option.Report(DeclarationRules.UndecidedFlags, expression, "cannot be decided from what is written here", Combine);
        }
        else if (option.Part.Model.GetConstantValue(expression, option.Part.CancellationToken).Value is int bits && bits != (int)spelled)
        {
            option.Report(DeclarationRules.UndecidedFlags, expression, string.Format(CultureInfo.InvariantCulture, "read like '{0}' but are '{1}'", spelled, (OptionFlags)bits), Combine);
        }
    }
}
