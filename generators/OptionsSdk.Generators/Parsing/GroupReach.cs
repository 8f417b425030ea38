using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Which classes a generated part and the assembly's registry can both name.</summary>
internal static class GroupReach
{
    public static bool IsSupported(ClassDeclarationSyntax declaration) =>
        IsReachable(declaration)
        && !declaration.Modifiers.Any(SyntaxKind.AbstractKeyword)
        && !declaration.Modifiers.Any(SyntaxKind.StaticKeyword);

    /// <summary>Whether the type itself, whatever is around it, can be named.</summary>
    public static bool IsReachable(TypeDeclarationSyntax type)
    {
        var modifiers = type.Modifiers;
        var isMember = type.Parent is TypeDeclarationSyntax;
        return modifiers.Any(SyntaxKind.PartialKeyword)
            && type.TypeParameterList is null
            && !type.Identifier.IsMissing
            && !modifiers.Any(SyntaxKind.FileKeyword)
            && !modifiers.Any(SyntaxKind.PrivateKeyword)
            && (!modifiers.Any(SyntaxKind.ProtectedKeyword) || modifiers.Any(SyntaxKind.InternalKeyword))
            && (!isMember || modifiers.Any(SyntaxKind.PublicKeyword) || modifiers.Any(SyntaxKind.InternalKeyword) || type.Parent is InterfaceDeclarationSyntax);
    }
}
