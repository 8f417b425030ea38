using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1017 and OSDK1023: no other option, here or in a reference, has the same key or one that looks the same.</summary>
internal static class KeyClashRule
{
    public static void Check(OptionDeclaration option)
    {
        if (option.Key is not { } key)
        {
            return;
        }

        var index = option.Part.Symbols.Keys(option.Part.CancellationToken);
        if (index.FindAll(key).FirstOrDefault(other => !IsSame(option, other)) is { } same)
        {
            Report(option, DeclarationRules.DuplicateKey, same, key, NameOf(option, same));
        }
        else if (index.FindConfusable(key).FirstOrDefault() is { } similar)
        {
            Report(option, DeclarationRules.SimilarKey, similar, key, similar.Key, NameOf(option, similar));
        }
    }

    private static bool IsSame(OptionDeclaration option, DeclaredOption other) =>
        other.Facts.Property == option.Symbol.Name && SymbolEqualityComparer.Default.Equals(other.Group, option.Part.Group);

    private static string NameOf(OptionDeclaration option, DeclaredOption other)
    {
        var name = $"{other.Facts.GroupName}.{other.Facts.Property}";
        return SymbolEqualityComparer.Default.Equals(other.Assembly, option.Part.Group.ContainingAssembly) ? name : $"{name} of {other.Assembly.Name}";
    }

    private static void Report(OptionDeclaration option, DiagnosticDescriptor rule, DeclaredOption other, params object?[] arguments)
    {
        // Only places of this compilation may be named; the message names the others.
        var isHere = SymbolEqualityComparer.Default.Equals(other.Assembly, option.Part.Group.ContainingAssembly);
        var places = isHere && other.Property is { } property ? property.Locations.Where(static place => place.IsInSource) : ImmutableArray<Location>.Empty;
        option.Part.Report(Diagnostic.Create(rule, option.KeyExpression?.GetLocation() ?? option.Property.Identifier.GetLocation(), places, arguments));
    }
}
