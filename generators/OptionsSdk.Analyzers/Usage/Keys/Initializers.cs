using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>What static fields and properties of the project hold from their initialization on.</summary>
internal static class Initializers
{
    /// <summary>The value of a <c>static readonly</c> field that no constructor replaces.</summary>
    public static IOperation? Of(IFieldSymbol field, IOperation use) =>
        field is { IsStatic: true, IsReadOnly: true }
        && Declaration(field) is VariableDeclaratorSyntax { Initializer.Value: { } value }
        && !IsReplaced(field)
            ? Bind(value, use)
            : null;

    /// <summary>The value of a static property that always gives the same.</summary>
    public static IOperation? Of(IPropertySymbol property, IOperation use) =>
        property is { IsStatic: true, SetMethod: null, IsAbstract: false, IsVirtual: false }
        && Declaration(property) is PropertyDeclarationSyntax declaration
        && (declaration.ExpressionBody?.Expression ?? (declaration.Initializer is { } initializer && !IsReplaced(property) ? initializer.Value : null)) is { } value
            ? Bind(value, use)
            : null;

    private static SyntaxNode? Declaration(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [var declaration] ? declaration.GetSyntax() : null;

    // Only a static constructor may assign again. Names are enough to be careful.
    private static bool IsReplaced(ISymbol member) =>
        member.ContainingType.StaticConstructors.Any(constructor => constructor.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax().DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == member.Name)));

    private static IOperation? Bind(ExpressionSyntax value, IOperation use)
    {
        if (use.SemanticModel is not { } model)
        {
            return null;
        }

        if (value.SyntaxTree == model.SyntaxTree)
        {
            return model.GetOperation(value);
        }

        // Keys of another file: rare, and only asked for the few members that calls with keys name.
#pragma warning disable RS1030
        return model.Compilation.ContainsSyntaxTree(value.SyntaxTree) ? model.Compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value) : null;
#pragma warning restore RS1030
    }
}
