using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>
/// The places of a file that may register options at run time or allow keys without registration, by syntax; remembered per file, so that
/// an edit looks through one.
/// </summary>
/// <param name="Calls">Calls with arguments, by the name called.</param>
/// <param name="Prefixes">What is assigned to a property of the name that allows keys by prefix.</param>
/// <param name="Wrappers">Names of methods and types that the file marks as writes.</param>
internal sealed record RegistrationSites(ILookup<string, SyntaxNode> Calls, IReadOnlyList<ExpressionSyntax> Prefixes, IReadOnlyList<string> Wrappers)
{
    public const string PrefixesProperty = "LegacyPrefixes";

    private static readonly ConditionalWeakTable<SyntaxTree, RegistrationSites> Known = new();

    public static RegistrationSites Of(SyntaxTree file, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(file, out var sites))
        {
            return sites;
        }

        sites = Read(file.GetRoot(cancellationToken));
        return Known.GetValue(file, _ => sites);
    }

    private static RegistrationSites Read(SyntaxNode root)
    {
        var calls = new List<(string Name, SyntaxNode Call)>();
        var prefixes = new List<ExpressionSyntax>();
        var wrappers = new List<string>();
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call when NameOf(call.Expression) is { } name:
                    calls.Add((name, call));
                    break;
                case ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation when SimpleNames.Rightmost(creation.Type) is { } type:
                    calls.Add((type.Identifier.ValueText, creation));
                    break;
                case AssignmentExpressionSyntax assignment when NameOf(assignment.Left) == PrefixesProperty:
                    prefixes.Add(assignment.Right);
                    break;
                case AttributeSyntax attribute when SimpleNames.OfAttribute(attribute) == "OptionWrite" && NameOf(attribute) is { } wrapper:
                    wrappers.Add(wrapper);
                    break;
            }
        }

        return new(calls.ToLookup(static call => call.Name, static call => call.Call, StringComparer.Ordinal), prefixes, wrappers);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private static string? NameOf(AttributeSyntax attribute) => attribute.Parent?.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };
}
