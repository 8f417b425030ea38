using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>
/// OSDK1007 to OSDK1010: the runtime has a codec for the type. Follows the spelling at the property, because the generator puts the codec
/// together from it.
/// </summary>
internal static class TypeRule
{
    public static void Check(OptionDeclaration option)
    {
        if (FindProblem(option.Property.Type, option.Type) is { } problem)
        {
            option.Report(problem.Rule, problem.Where, problem.Arguments);
        }
    }

    /// <summary>The first part of a type that options cannot hold; null if they can hold it, or if the compiler does not know it.</summary>
    public static TypeProblem? FindProblem(TypeSyntax syntax, ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (syntax is NullableTypeSyntax nullable)
        {
            return FindProblem(nullable.ElementType, LeafTypes.WithoutNullable(type).WithNullableAnnotation(NullableAnnotation.None))
                ?? (type.IsReferenceType ? NullableReference(syntax, type) : null);
        }

        if (LeafTypes.IsLeaf(type))
        {
            return null;
        }

        if (!IsSupportedComposite(type))
        {
            return UnsupportedTypes.Problem(syntax, type);
        }

        var arguments = ((INamedTypeSymbol)type).TypeArguments;
        if ((syntax as NameSyntax is { } name ? SimpleNames.Rightmost(name) : null) is not GenericNameSyntax { TypeArgumentList.Arguments: var parts } || parts.Count != arguments.Length)
        {
            return new(DeclarationRules.AliasedComposite, syntax, syntax.ToString(), UnsupportedTypes.NameOf(type));
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            if (FindProblem(parts[index], arguments[index]) is { } problem)
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
