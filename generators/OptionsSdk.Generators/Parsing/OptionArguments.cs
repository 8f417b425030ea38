using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Finds the expressions of key and flags in <c>[Option]</c>.</summary>
internal static class OptionArguments
{
    public static (ExpressionSyntax? Key, ExpressionSyntax? Flags) Read(IEnumerable<AttributeSyntax> attributes)
    {
        ExpressionSyntax? key = null;
        ExpressionSyntax? flags = null;
        var positional = new List<ExpressionSyntax>();
        var option = attributes.FirstOrDefault(static attribute => SimpleNames.OfAttribute(attribute) == "Option");
        if (option?.ArgumentList is { } list)
        {
            foreach (var argument in list.Arguments.Where(static argument => !argument.Expression.IsMissing))
            {
                switch (argument.NameColon?.Name.Identifier.ValueText)
                {
                    case "key":
                        key = argument.Expression;
                        break;
                    case "flags":
                        flags = argument.Expression;
                        break;
                    case null when argument.NameEquals is null:
                        positional.Add(argument.Expression);
                        break;
                }
            }
        }

        // [Option(key, flags)], [Option(key, flags: …)], [Option(flags)] or [Option(key)].
        foreach (var argument in positional)
        {
            if (flags is null && (key is not null || positional.Count == 1 && FlagsExpression.IsFlags(argument)))
            {
                flags = argument;
            }
            else
            {
                key ??= argument;
            }
        }

        return (key, flags);
    }
}
