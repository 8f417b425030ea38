using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Turns the syntax of a marked class into its model. Total: half-typed code gives a model or nothing, never an exception.</summary>
internal static class GroupParser
{
    public static GroupModel? Parse(DiscoveredGroup? discovered, CancellationToken cancellationToken)
    {
        if (discovered is null || Scopes(discovered.Declaration) is not { } scopes || !GroupReach.IsSupported(discovered.Declaration))
        {
            return null;
        }

        var declaration = discovered.Declaration;
        var plainName = declaration.Identifier.ValueText;
        var members = MemberReader.Read(declaration).Concat(discovered.OtherMembers).ToLookup(static member => member.Name, StringComparer.Ordinal);
        var properties = OptionParser.Find(declaration, members);

        // Names that members must not take: the user's, the class's own (CS0542), and those that the declarations look up outside.
        var taken = new HashSet<string>(members.Select(static same => same.Key), StringComparer.Ordinal) { plainName };
        foreach (var declared in properties.Concat<SyntaxNode>([discovered.Marker]))
        {
            taken.UnionWith(SimpleNames.LookedUp(declared));
        }

        var (literal, expression) = Name(discovered.Marker, plainName);
        var prefix = Prefix(taken);
        var names = new GroupNames(literal, expression is null ? null : $"{prefix}GroupName", taken, members, prefix, JsonContext(discovered.Marker));
        var words = new Dictionary<WordKind, int>();
        var options = new List<OptionModel>();
        foreach (var property in properties)
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.Add(OptionParser.Parse(property, options.Count, names, words));
        }

        var outer = scopes.Where(static scope => scope.Path is not null).Select(static scope => scope.Path!).ToList();
        return new(
            HintName.Of(outer.Select(static path => path.Plain).Concat([plainName])),
            $"global::{string.Join(".", outer.Select(static path => path.Spelled).Concat([declaration.Identifier.Text]))}",
            declaration.Identifier.Text,
            scopes.Select(static scope => scope.Model).ToEquatableArray(),
            expression,
            names.Prefix,
            Chain(members[MemberModel.ConstructorName]),
            !taken.Contains("Keys") && options.Any(static option => option.IsListed),
            !taken.Contains("Snapshot") && !taken.Contains("ValueSnapshot"),
            properties.Any(static property => OptionProperty.Attributes(property).Any(static attribute => SimpleNames.OfAttribute(attribute) == "Obsolete")),
            IsForbidden(declaration),
            options.ToEquatableArray());
    }

    private static bool IsForbidden(ClassDeclarationSyntax declaration) =>
        declaration.AttributeLists
            .SelectMany(static list => list.Attributes)
            .Where(static attribute => SimpleNames.OfAttribute(attribute) == "Obsolete")
            .SelectMany(static attribute => attribute.ArgumentList?.Arguments ?? default)
            .Any(static argument => argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression));

    /// <summary>The levels around the class, outermost first; null where one of them forbids a generated part.</summary>
    private static List<(ScopeModel Model, ScopePath? Path)>? Scopes(ClassDeclarationSyntax declaration)
    {
        var scopes = new List<(ScopeModel, ScopePath?)>();
        for (var node = declaration.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case CompilationUnitSyntax unit:
                    scopes.Add((new(null, Usings(unit.Externs, unit.Usings)), null));
                    break;
                case BaseNamespaceDeclarationSyntax @namespace:
                    var name = OneLine.Text(@namespace.Name);
                    scopes.Add((new($"namespace {name}", Usings(@namespace.Externs, @namespace.Usings)), new(name, name.Replace("@", ""))));
                    break;
                case TypeDeclarationSyntax type when GroupReach.IsReachable(type):
                    scopes.Add((new($"partial {Keyword(type)} {type.Identifier.Text}", default), new(type.Identifier.Text, type.Identifier.ValueText)));
                    break;
                default:
                    return null;
            }
        }

        scopes.Reverse();
        return scopes;
    }

    private static string Keyword(TypeDeclarationSyntax type) => type switch
    {
        RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: { Length: > 0 } kind } => $"record {kind}",
        _ => type.Keyword.ValueText,
    };

    private static EquatableArray<string> Usings(SyntaxList<ExternAliasDirectiveSyntax> aliases, SyntaxList<UsingDirectiveSyntax> usings) =>
        aliases.Select(OneLine.Text)
            .Concat(usings.Where(static directive => directive.GlobalKeyword.RawKind == 0).Select(OneLine.Text))
            .ToEquatableArray();

    /// <summary>The group's name as text, or as the expression that only the compiler can evaluate.</summary>
    private static (string? Literal, string? Expression) Name(AttributeSyntax marker, string className)
    {
        var argument = marker.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null)?.Expression;
        return argument switch
        {
            null or { IsMissing: true } => (KebabCase.OfGroup(className), null),
            LiteralExpressionSyntax { Token.Value: string text } => (text, null),
            _ => (null, OneLine.Text(argument)),
        };
    }

    /// <summary>The instance that a context's own generator makes of the type that the marker names.</summary>
    private static string? JsonContext(AttributeSyntax marker) =>
        marker.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "JsonContext")?.Expression is TypeOfExpressionSyntax { Type: { IsMissing: false } type }
            ? $"{OneLine.Text(type)}.Default"
            : null;

    private static string Prefix(HashSet<string> taken)
    {
        var prefix = "__";
        while (taken.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            prefix += "_";
        }

        return prefix;
    }

    // A class with a primary constructor demands a chain; a parameterless one is the user's own set-up of the instance.
    private static string? Chain(IEnumerable<MemberModel> constructors)
    {
        var chains = constructors.Select(static constructor => constructor.Constructor).ToList();
        return chains.Contains("this()") ? "this()" : chains.FirstOrDefault();
    }
}
