using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1002: a group is a class that the assembly's registry can name and make.</summary>
internal static class GroupShapeRule
{
    public static void Check(GroupPart part)
    {
        if (FindProblem(part.Marked) is var (problem, remedy))
        {
            part.Report(DeclarationRules.GroupShape, part.Marked.Identifier.GetLocation(), part.Group.Name, problem, remedy);
        }
    }

    /// <summary>Why the generator ignores a group, and what to do; null if it does not, or only because something is not partial.</summary>
    public static (string Problem, string Remedy)? FindProblem(TypeDeclarationSyntax group)
    {
        if (group is RecordDeclarationSyntax)
        {
            return ("is a record, but values of options are not those of its instance", "make it a class");
        }

        if (group.Modifiers.Any(SyntaxKind.AbstractKeyword))
        {
            return ("is abstract, so that nothing can make its one instance", "remove the modifier 'abstract'");
        }

        if (group.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            return ("is static, but every manager has an instance of its own", "remove the modifier 'static'");
        }

        for (TypeDeclarationSyntax? type = group; type is not null; type = type.Parent as TypeDeclarationSyntax)
        {
            if (FindReachProblem(type) is var (reason, remedy))
            {
                return type == group
                    ? ($"is {reason}", remedy)
                    : ($"is nested in '{type.Identifier.ValueText}', which is {reason}", $"move the group out of '{type.Identifier.ValueText}', or {remedy} there");
            }
        }

        return null;
    }

    private static (string Reason, string Remedy)? FindReachProblem(TypeDeclarationSyntax type)
    {
        if (type.TypeParameterList is not null)
        {
            return ("generic, but keys belong to one type", "remove the type parameters");
        }

        if (type.Modifiers.Any(SyntaxKind.FileKeyword))
        {
            return ("local to its file, where generated code does not stand", "remove the modifier 'file'");
        }

        return FindHiding(type) is { } hiding
            ? ($"{hiding}, so that the assembly's registry cannot name it", "make it 'internal' or 'public'")
            : null;
    }

    private static string? FindHiding(TypeDeclarationSyntax type)
    {
        var modifiers = type.Modifiers;
        if (modifiers.Any(SyntaxKind.ProtectedKeyword) && !modifiers.Any(SyntaxKind.InternalKeyword))
        {
            return modifiers.Any(SyntaxKind.PrivateKeyword) ? "private protected" : "protected";
        }

        var isSaid = modifiers.Any(SyntaxKind.PublicKeyword) || modifiers.Any(SyntaxKind.InternalKeyword);
        return modifiers.Any(SyntaxKind.PrivateKeyword) || (!isSaid && type.Parent is TypeDeclarationSyntax and not InterfaceDeclarationSyntax) ? "private" : null;
    }
}
