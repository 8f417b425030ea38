using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>
/// OSDK1007 to OSDK1010, and OSDK1029 to OSDK1034 for types of the user's own: the runtime has a codec for the type. Follows the spelling at the property, because the generator puts the codec
/// together from it.
/// </summary>
internal static class TypeRule
{
    public static void Check(OptionDeclaration option)
    {
        if (option.TypeProblem is { } problem)
        {
            option.Report(problem.Rule, problem.Where, problem.Arguments);
        }
    }

    /// <summary>The first part of a type that options cannot hold; null if they can hold it, or if the compiler does not know it.</summary>
    /// <param name="syntax">The type as it is spelled.</param>
    /// <param name="type">The type.</param>
    /// <param name="context">The JSON context that the group names, if it does.</param>
    public static TypeProblem? FindProblem(TypeSyntax syntax, ITypeSymbol type, JsonContext? context)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (syntax is NullableTypeSyntax nullable)
        {
            return FindProblem(nullable.ElementType, LeafTypes.WithoutNullable(type).WithNullableAnnotation(NullableAnnotation.None), context)
                ?? (type.IsReferenceType ? NullableReference(syntax, type) : null);
        }

        if (LeafTypes.IsLeaf(type))
        {
            return null;
        }

        if (!IsSupportedComposite(type))
        {
            return UserTypes.IsUserType(type) ? UserTypes.FindProblem(syntax, (INamedTypeSymbol)type, context) : UnsupportedTypes.Problem(syntax, type);
        }

        var arguments = ((INamedTypeSymbol)type).TypeArguments;
        if ((syntax as NameSyntax is { } name ? SimpleNames.Rightmost(name) : null) is not GenericNameSyntax { TypeArgumentList.Arguments: var parts } || parts.Count != arguments.Length)
        {
            return new(DeclarationRules.AliasedComposite, syntax, syntax.ToString(), UnsupportedTypes.NameOf(type));
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            if (FindProblem(parts[index], arguments[index], context) is { } problem)
            {
                return problem;
            }
        }

        return LeafTypes.NameOf(type) == LeafTypes.Dictionary && arguments[0].TypeKind != TypeKind.Error && !LeafTypes.IsDictionaryKey(arguments[0])
            ? new(DeclarationRules.UnsupportedType, parts[0], UnsupportedTypes.NameOf(arguments[0]), "cannot be the key of a dictionary", "use texts, whole numbers or members of an enumeration as keys")
            : null;
    }

    private static bool IsSupportedComposite(ITypeSymbol type) =>
        LeafTypes.IsNullableValue(type) || LeafTypes.NameOf(type) is LeafTypes.ImmutableArray or LeafTypes.List or LeafTypes.Dictionary;

    private static TypeProblem NullableReference(TypeSyntax syntax, ITypeSymbol type)
    {
        var plain = type.WithNullableAnnotation(NullableAnnotation.None);
        return new(
            DeclarationRules.NullableReference,
            syntax,
            syntax.ToString(),
            UnsupportedTypes.NameOf(plain),
            LeafTypes.HasEmpty(plain) ? ", whose empty value can say the same" : " with a default");
    }
}
