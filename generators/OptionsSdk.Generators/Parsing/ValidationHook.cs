using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>The method by which a group checks the values of one of its options.</summary>
internal static class ValidationHook
{
    public static string NameFor(string option) => $"Validate{option}";

    /// <summary>Whether a method can implement the hook that the generator declares: <c>static partial void ValidatePort(int value, ref string? error) { … }</c>.</summary>
    public static bool IsImplementation(MethodDeclarationSyntax method) =>
        (method.Body is not null || method.ExpressionBody is not null)
        && method.Modifiers.Any(SyntaxKind.StaticKeyword)
        && method.Modifiers.Any(SyntaxKind.PartialKeyword)
        && !method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && method.TypeParameterList is null
        && method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        && method.ParameterList.Parameters is [{ Modifiers.Count: 0 }, { Modifiers: [{ RawKind: (int)SyntaxKind.RefKeyword }] }]
        && method.ParameterList.Parameters.All(static parameter => !parameter.Identifier.IsMissing);
}
