using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Turns the syntax of a property into the model of an option.</summary>
internal static class OptionParser
{
    /// <summary>The properties of the marked part that are options.</summary>
    public static IReadOnlyList<PropertyDeclarationSyntax> Find(ClassDeclarationSyntax declaration, ILookup<string, MemberModel> members) =>
        [.. declaration.Members.OfType<PropertyDeclarationSyntax>().Where(property => IsOption(property, members))];

    public static OptionModel Parse(PropertyDeclarationSyntax property, int ordinal, GroupNames group, Dictionary<WordKind, int> words)
    {
        var name = property.Identifier.ValueText;
        var type = OneLine.Text(property.Type);
        var (keySyntax, flagsSyntax) = OptionArguments.Read(OptionProperty.Attributes(property));
        var flags = flagsSyntax is null ? FlagsExpression.Default : FlagsExpression.Of(flagsSyntax);
        var accessibility = Accessibility(property);
        var (kind, read) = WordSyntax.Of(property.Type);
        var width = kind == WordKind.Box ? WordKind.Text : kind; // Both are references.
        words.TryGetValue(width, out var index);
        words[width] = index + 1;
        var hook = Hook(name, group);
        return new(
            ordinal,
            property.Identifier.Text,
            name,
            type,
            OneLine.Text(property.Modifiers),
            accessibility,
            accessibility is "public" or "internal",
            keySyntax is null ? group.Key(name) : OneLine.Text(keySyntax),
            flags.Expression,
            flags.IsDecided && !flags.Has("Immutable") && !flags.Has("NoStore"),
            !flags.Has("Immutable"),
            property.Initializer is not null,
            flags.IsDecided && !flags.Has("Credential") ? OneLine.Text(property.Initializer?.Value) : "",
            kind,
            index,
            read,
            CodecExpression.Of(property.Type, group.JsonContext),
            OptionProperty.Attributes(property).Select(RuleExpression.Of).OfType<string>().ToEquatableArray(),
            StalenessArguments.Find(OptionProperty.Attributes(property)),
            DocumentationSummary.Of(property),
            hook.HookModifiers,
            hook.HookValue,
            hook.HookError,
            Free(HelperMethods.Set, $"Set{name}Async", group) | Free(HelperMethods.Delete, $"Delete{name}Async", group) | Free(HelperMethods.Watch, $"Watch{name}", group));
    }

    private static bool IsOption(PropertyDeclarationSyntax property, ILookup<string, MemberModel> members) =>
        OptionProperty.IsOption(property)
        // Declared twice: the user implements it, or it is an error already.
        && members[property.Identifier.ValueText].Take(2).Count() == 1;

    private static string Accessibility(PropertyDeclarationSyntax property)
    {
        var words = property.Modifiers
            .Where(static token => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword)
            .Select(static token => token.Text);
        return string.Join(" ", words) is { Length: > 0 } text ? text : "private";
    }

    private static HelperMethods Free(HelperMethods helper, string name, GroupNames group) =>
        group.Taken.Contains(name) ? HelperMethods.None : helper;

    // The user's implementation of the hook decides modifiers and parameter names, so that both parts agree without a warning.
    private static MemberModel Hook(string option, GroupNames group)
    {
        var name = ValidationHook.NameFor(option);
        return group.Members[name].Take(2).ToList() switch
        {
            [] => new(name, HookModifiers: group.Taken.Contains(name) ? null : "static partial"),
            [{ HookModifiers: not null } hook] => hook,
            _ => new(name),
        };
    }
}
