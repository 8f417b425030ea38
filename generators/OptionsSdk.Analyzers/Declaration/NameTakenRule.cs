using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1024: the user's members leave the names of generated ones free; where they do not, the generator steps aside silently.</summary>
internal static class NameTakenRule
{
    private const string Keys = "Keys";
    private const string Snapshot = "Snapshot";
    private const string ValueSnapshot = "ValueSnapshot";

    /// <summary>Whether a name can be that of a generated member at all.</summary>
    public static bool MayTake(string name) =>
        name is Keys or Snapshot or ValueSnapshot
        || name.StartsWith("Set", StringComparison.Ordinal)
        || name.StartsWith("Delete", StringComparison.Ordinal)
        || name.StartsWith("Watch", StringComparison.Ordinal);

    public static void Check(GroupPart part)
    {
        Dictionary<string, (string What, string Of)>? generated = null;
        foreach (var name in part.Syntax.Members.SelectMany(MemberNames.Of).Where(static name => MayTake(name.ValueText)))
        {
            generated ??= Generated(part);
            if (generated.TryGetValue(name.ValueText, out var member))
            {
                part.Report(DeclarationRules.NameTaken, name.GetLocation(), name.ValueText, member.What, member.Of);
            }
        }
    }

    private static Dictionary<string, (string What, string Of)> Generated(GroupPart part)
    {
        var generated = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            [Snapshot] = ("snapshot", part.Group.Name),
            [ValueSnapshot] = ("snapshot", part.Group.Name),
        };
        foreach (var option in part.OptionProperties)
        {
            var name = option.Identifier.ValueText;
            var expression = OptionArguments.Read(OptionProperty.Attributes(option)).Flags;
            var flags = expression is null ? FlagsExpression.Default : FlagsExpression.Of(expression);
            if (option.Modifiers.Any(SyntaxKind.PublicKeyword) || (option.Modifiers.Any(SyntaxKind.InternalKeyword) && !option.Modifiers.Any(SyntaxKind.ProtectedKeyword)))
            {
                generated[Keys] = ("typed keys", part.Group.Name);
            }

            if (flags.IsDecided && !flags.Has("Immutable") && !flags.Has("NoStore"))
            {
                generated[$"Set{name}Async"] = ("write method", name);
                generated[$"Delete{name}Async"] = ("delete method", name);
            }

            if (!flags.Has("Immutable"))
            {
                generated[$"Watch{name}"] = ("watch method", name);
            }
        }

        return generated;
    }
}
