using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Turns <c>[MaxStaleness]</c> into the arguments of the runtime's declaration, copied as text.</summary>
internal static class StalenessArguments
{
    /// <summary>The arguments; null where the attribute is missing or being typed.</summary>
    public static string? Find(IEnumerable<AttributeSyntax> attributes)
    {
        var arguments = attributes.FirstOrDefault(static attribute => SimpleNames.OfAttribute(attribute) == "MaxStaleness")?.ArgumentList?.Arguments.ToArray() ?? [];
        var limit = arguments.Where(static argument => argument.NameEquals is null).ToList();
        if (limit.Count != 1 || limit[0].Expression.IsMissing)
        {
            return null;
        }

        var end = arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "OnExpired" && !argument.Expression.IsMissing);
        return end is null ? OneLine.Text(limit[0]) : $"{OneLine.Text(limit[0])}, onExpired: {OneLine.Text(end.Expression)}";
    }
}
