using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>
/// The option groups of files, read from syntax and remembered per file: an edit makes one new file, so that knowing all keys of a
/// project again costs next to nothing, whether or not the generator has run.
/// </summary>
internal static class SourceGroups
{
    private static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<SourceGroup>> Known = new();

    public static IReadOnlyList<SourceGroup> Of(SyntaxTree file, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(file, out var groups))
        {
            return groups;
        }

        groups = Read(file.GetRoot(cancellationToken));
        return Known.GetValue(file, _ => groups);
    }

    private static List<SourceGroup> Read(SyntaxNode root)
    {
        var groups = new List<SourceGroup>();
        if (root is CompilationUnitSyntax unit)
        {
            Read(unit.Members, "", Aliases(unit), groups);
        }

        return groups;
    }

    // Only declarations are visited: bodies hold no groups.
    private static void Read(SyntaxList<MemberDeclarationSyntax> members, string prefix, HashSet<string> markers, List<SourceGroup> groups)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax @namespace:
                    Read(@namespace.Members, $"{prefix}{OneLine.Text(@namespace.Name).Replace("@", "").Replace(" ", "")}.", markers, groups);
                    break;
                case TypeDeclarationSyntax type:
                    var name = $"{prefix}{type.Identifier.ValueText}{Arity(type)}";
                    if (type is ClassDeclarationSyntax { AttributeLists.Count: > 0 } declaration)
                    {
                        Add(declaration, name, Marker(declaration, markers), groups);
                    }

                    Read(type.Members, $"{name}+", markers, groups);
                    break;
            }
        }
    }

    private static string Arity(TypeDeclarationSyntax type) =>
        type.TypeParameterList is { Parameters.Count: var count } ? $"`{count.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "";

    // using Marker = OptionsSdk.OptionGroupAttribute; the compiler looks behind aliases, so this does.
    private static HashSet<string> Aliases(CompilationUnitSyntax unit)
    {
        var markers = new HashSet<string>(StringComparer.Ordinal) { "OptionGroup" };
        foreach (var directive in unit.Usings.Concat(unit.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(static scope => scope.Usings)))
        {
            if (directive is { Alias: { } alias, Name: { } name } && SimpleNames.Rightmost(name)?.Identifier.ValueText is "OptionGroupAttribute")
            {
                markers.Add(alias.Name.Identifier.ValueText);
            }
        }

        return markers;
    }

    private static AttributeSyntax? Marker(ClassDeclarationSyntax declaration, HashSet<string> markers)
    {
        foreach (var list in declaration.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (markers.Contains(SimpleNames.OfAttribute(attribute)) || markers.Contains(SimpleNames.Rightmost(attribute.Name)?.Identifier.ValueText ?? ""))
                {
                    return attribute;
                }
            }
        }

        return null;
    }

    private static void Add(ClassDeclarationSyntax declaration, string name, AttributeSyntax? marker, List<SourceGroup> groups)
    {
        // Behind an alias of another file any attribute may be the marker: where there are properties like options, the compiler is asked.
        var prefix = marker is null ? null : Prefix(declaration, marker);
        var options = declaration.Members
            .OfType<PropertyDeclarationSyntax>()
            .GroupBy(static property => property.Identifier.ValueText, StringComparer.Ordinal)

            // Declared twice: the user implements it, or it is an error already.
            .Where(static same => same.Take(2).Count() == 1 && OptionProperty.IsOption(same.First()))
            .Select(same => Read(same.First(), prefix))
            .ToList();
        if (marker is not null || options.Count > 0)
        {
            groups.Add(new(name, declaration.Identifier.Span, options));
        }
    }

    /// <summary>The first part of the group's keys; null where only the compiler can evaluate it.</summary>
    private static string? Prefix(ClassDeclarationSyntax declaration, AttributeSyntax marker) =>
        marker.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null)?.Expression switch
        {
            null or { IsMissing: true } => KebabCase.OfGroup(declaration.Identifier.ValueText),
            LiteralExpressionSyntax { Token.Value: string text } => text,
            _ => null,
        };

    private static SourceOption Read(PropertyDeclarationSyntax property, string? prefix)
    {
        var (key, flags) = OptionArguments.Read(OptionProperty.Attributes(property));
        var name = property.Identifier.ValueText;
        return new(
            name,
            key is null ? Key(prefix, name) : (key as LiteralExpressionSyntax)?.Token.Value as string,
            flags is null ? OptionFlags.Default : Flags(FlagsExpression.Of(flags)),
            OneLine.Text(property.Type),
            OneLine.Text(property.Initializer?.Value));
    }

    private static string? Key(string? prefix, string property) =>
        prefix is null ? null : prefix.Length == 0 ? KebabCase.Of(property) : $"{prefix}.{KebabCase.Of(property)}";

    private static OptionFlags? Flags(FlagsExpression expression)
    {
        if (expression.Members is null)
        {
            return null;
        }

        var flags = OptionFlags.None;
        foreach (var member in expression.Members)
        {
            flags |= (OptionFlags)Enum.Parse(typeof(OptionFlags), member);
        }

        return flags == OptionFlags.None ? OptionFlags.Default : flags;
    }
}
