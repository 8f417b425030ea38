using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>
/// OSDK1029 to OSDK1034: a type of the user's own is one closed, immutable type that JSON brings back whole, and the group names a JSON
/// context that has it.
/// </summary>
internal static class UserTypes
{
    private const string Serialization = "System.Text.Json.Serialization.";

    /// <summary>How many types inside each other are looked at: a generic type may contain itself without end.</summary>
    public const int MaximumTypes = 100;

    /// <summary>Whether a type is somebody's own, so that a JSON context may make it an option's.</summary>
    public static bool IsUserType(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, IsTupleType: false, IsRefLikeType: false, SpecialType: SpecialType.None }
        && !IsOfThePlatform(type);

    /// <summary>The properties that JSON may have, of the type and the types it derives from.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) =>
        Members(type).OfType<IPropertySymbol>().Where(static property =>
            property is { IsStatic: false, IsIndexer: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null });

    /// <summary>What is wrong with a user's type, if anything is.</summary>
    public static TypeProblem? FindProblem(TypeSyntax syntax, INamedTypeSymbol type, JsonContext? context)
    {
        if (FindProblem(syntax, type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)) is { } problem)
        {
            return problem;
        }

        if (context is null)
        {
            return new(DeclarationRules.MissingJsonContext, syntax, UnsupportedTypes.NameOf(type));
        }

        return !context.IsContext ? new(DeclarationRules.TypeNotInJsonContext, syntax, UnsupportedTypes.NameOf(type), context.Name, "does not derive from JsonSerializerContext")
            : !context.Has(type) ? new(DeclarationRules.TypeNotInJsonContext, syntax, UnsupportedTypes.NameOf(type), context.Name, $"does not have it; add [JsonSerializable(typeof({UnsupportedTypes.NameOf(type)}))]")
            : null;
    }

    private static TypeProblem? FindProblem(TypeSyntax syntax, INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (seen.Count == MaximumTypes || !seen.Add(type))
        {
            return null;
        }

        if (FindOpenness(type) is { } open)
        {
            return new(DeclarationRules.OpenUserType, syntax, UnsupportedTypes.NameOf(type), open);
        }

        if (FindConverter(type) is { } converter)
        {
            return Member(DeclarationRules.UnsupportedMember, syntax, type, null, $"has [{converter}]", "remove it, because members are written as options of their type are");
        }

        var constructor = ConstructorOf(type);
        foreach (var member in Members(type))
        {
            var problem = member switch
            {
                IFieldSymbol { IsStatic: false, IsConst: false, IsReadOnly: false, CanBeReferencedByName: true, IsImplicitlyDeclared: false } field =>
                    Member(DeclarationRules.MutableUserType, syntax, type, field, "can be changed", "make it read-only"),
                IPropertySymbol { IsStatic: false, SetMethod.IsInitOnly: false } property =>
                    Member(DeclarationRules.MutableUserType, syntax, type, property, "can be changed", "make it get-only or init-only"),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        foreach (var property in Properties(type))
        {
            var parameter = constructor?.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));
            if ((FindAttributeProblem(syntax, type, property, parameter)
                ?? (IsStored(property, parameter) ? FindDefaultProblem(syntax, type, property, parameter) ?? FindTypeProblem(syntax, type, property, property.Type, seen) : null)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    // Everything that the platform itself ships is known by name, or has no codec.
    private static bool IsOfThePlatform(ITypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            foreach (var member in level.GetMembers())
            {
                yield return member;
            }
        }
    }

    private static string? FindOpenness(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface ? "is an interface"
        : type.IsAbstract ? "is abstract"
        : type.GetAttributes().Any(static attribute => NameOf(attribute) is Serialization + "JsonPolymorphicAttribute" or Serialization + "JsonDerivedTypeAttribute") ? "is polymorphic"
        : null;

    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type)
    {
        var marked = type.InstanceConstructors.FirstOrDefault(static constructor => constructor.GetAttributes().Any(static attribute => NameOf(attribute) == Serialization + "JsonConstructorAttribute"));
        if (marked is not null || type.IsValueType)
        {
            return marked;
        }

        var open = type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        return open.Any(static constructor => constructor.Parameters.Length == 0) || open.Count != 1 ? null : open[0];
    }

    private static bool IsStored(IPropertySymbol property, IParameterSymbol? parameter) =>
        (parameter is not null || property.SetMethod is not null)
        && !property.GetAttributes().Any(static attribute =>
            NameOf(attribute) == Serialization + "JsonIgnoreAttribute"
            && attribute.NamedArguments.All(static argument => argument.Key != "Condition" || argument.Value.Value is 1));

    private static TypeProblem? FindAttributeProblem(TypeSyntax syntax, INamedTypeSymbol type, IPropertySymbol property, IParameterSymbol? parameter)
    {
        foreach (var attribute in property.GetAttributes().Concat(parameter?.GetAttributes() ?? []))
        {
            if (ValidationAttributes.Is(attribute.AttributeClass))
            {
                return Member(DeclarationRules.UnsupportedMember, syntax, type, property, $"has [{Short(attribute)}], which nothing would run", "check it in the option's Validate hook or in the type's constructor");
            }

            if (NameOf(attribute) == Serialization + "JsonExtensionDataAttribute")
            {
                return Member(DeclarationRules.UnsupportedMember, syntax, type, property, "collects whatever is not known", "name what the value consists of, or use a JsonElement");
            }
        }

        return FindConverter(property) is { } converter
            ? Member(DeclarationRules.UnsupportedMember, syntax, type, property, $"has [{converter}]", "remove it, because members are written as options of their type are")
            : null;
    }

    private static string? FindConverter(ISymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(static attribute => NameOf(attribute) is Serialization + "JsonConverterAttribute" or Serialization + "JsonNumberHandlingAttribute") is { } found ? Short(found) : null;

    // The generated serializer sets init-only properties and those of structs by an object initializer, whether JSON has them or not.
    private static TypeProblem? FindDefaultProblem(TypeSyntax syntax, INamedTypeSymbol type, IPropertySymbol property, IParameterSymbol? parameter)
    {
        if (parameter is not null || property.IsRequired)
        {
            return null;
        }

        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            var hasDefault = reference.GetSyntax() switch
            {
                PropertyDeclarationSyntax { Initializer: not null } => true,
                ParameterSyntax { Default: not null } => true,
                _ => false,
            };
            if (hasDefault)
            {
                return Member(
                    DeclarationRules.LostMemberDefault,
                    syntax,
                    type,
                    property,
                    "loses its default where stored JSON does not have it",
                    type.IsValueType ? "mark the constructor that has the default as a parameter's with [JsonConstructor]" : "make it a constructor parameter with a default value");
            }
        }

        return null;
    }

    private static TypeProblem? FindTypeProblem(TypeSyntax syntax, INamedTypeSymbol owner, IPropertySymbol property, ITypeSymbol spelled, HashSet<ITypeSymbol> seen)
    {
        var type = LeafTypes.WithoutNullable(spelled).WithNullableAnnotation(NullableAnnotation.None);
        if (type.TypeKind == TypeKind.Error || LeafTypes.IsLeaf(type))
        {
            return null;
        }

        switch (LeafTypes.NameOf(type))
        {
            case LeafTypes.ImmutableArray:
                return FindTypeProblem(syntax, owner, property, ((INamedTypeSymbol)type).TypeArguments[0], seen);
            case "System.Collections.Immutable.ImmutableDictionary`2" or "System.Collections.Immutable.ImmutableSortedDictionary`2" when ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_String:
                return FindTypeProblem(syntax, owner, property, ((INamedTypeSymbol)type).TypeArguments[1], seen);
        }

        return IsUserType(type) ? FindProblem(syntax, (INamedTypeSymbol)type, seen)
            : UnsupportedTypes.IsMutable(type) ? Member(DeclarationRules.MutableUserType, syntax, owner, property, $"has the mutable type '{UnsupportedTypes.NameOf(type)}'", Replacement(type))
            : Member(DeclarationRules.UnsupportedMember, syntax, owner, property, $"has the type '{UnsupportedTypes.NameOf(type)}', which is not supported inside another type", Replacement(type));
    }

    private static string Replacement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => "use ImmutableArray<T>",
        INamedTypeSymbol { TypeArguments.Length: 1 } when type.AllInterfaces.Any(static item => LeafTypes.NameOf(item) == "System.Collections.IEnumerable") => "use ImmutableArray<T>",
        INamedTypeSymbol { TypeArguments.Length: 2 } when type.AllInterfaces.Any(static item => LeafTypes.NameOf(item) == "System.Collections.IEnumerable") => "use ImmutableDictionary<string, T> or ImmutableSortedDictionary<string, T>",
        _ => UnsupportedTypes.FindReplacement(type) is { } other ? $"use '{other}'" : "use a type that options have, or a type of your own",
    };

    private static TypeProblem Member(DiagnosticDescriptor rule, TypeSyntax syntax, INamedTypeSymbol type, ISymbol? member, string problem, string remedy) =>
        new(rule, syntax, UnsupportedTypes.NameOf(type) + (member is null ? "" : $".{member.Name}"), problem, remedy);

    private static string NameOf(AttributeData attribute) => attribute.AttributeClass is { } type ? LeafTypes.NameOf(type) : "";

    private static string Short(AttributeData attribute)
    {
        const string Suffix = "Attribute";
        var name = attribute.AttributeClass!.Name;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }
}
