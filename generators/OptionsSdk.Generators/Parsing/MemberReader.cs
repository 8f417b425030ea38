using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Reads what a part of the user's class declares, as far as generated members must make room for it.</summary>
internal static class MemberReader
{
    public static IEnumerable<MemberModel> Read(TypeDeclarationSyntax part)
    {
        if (part.ParameterList is { } primary)
        {
            yield return Constructor(primary);
        }

        foreach (var member in part.Members)
        {
            switch (member)
            {
                case ConstructorDeclarationSyntax { ParameterList.Parameters.Count: 0 } constructor when !constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                    yield return new(MemberModel.ConstructorName, "this()");
                    break;
                case ConstructorDeclarationSyntax { Initializer: { RawKind: (int)SyntaxKind.BaseConstructorInitializer, ArgumentList.Arguments.Count: > 0 } } constructor:
                    // The base class may have no constructor without parameters.
                    yield return Constructor(constructor.ParameterList);
                    break;
                case BaseFieldDeclarationSyntax fields:
                    foreach (var variable in fields.Declaration.Variables)
                    {
                        yield return new(variable.Identifier.ValueText);
                    }

                    break;
                case PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property:
                    yield return new(property.Identifier.ValueText);
                    break;
                case EventDeclarationSyntax { ExplicitInterfaceSpecifier: null } @event:
                    yield return new(@event.Identifier.ValueText);
                    break;
                case MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method:
                    yield return ValidationHook.IsImplementation(method)
                        ? new(
                            method.Identifier.ValueText,
                            HookModifiers: OneLine.Text(method.Modifiers),
                            HookValue: method.ParameterList.Parameters[0].Identifier.Text,
                            HookError: method.ParameterList.Parameters[1].Identifier.Text)
                        : new(method.Identifier.ValueText);
                    break;
                case BaseTypeDeclarationSyntax type:
                    yield return new(type.Identifier.ValueText);
                    break;
                case DelegateDeclarationSyntax @delegate:
                    yield return new(@delegate.Identifier.ValueText);
                    break;
            }
        }
    }

    // Named arguments, because the types may mean something else in another part's file.
    private static MemberModel Constructor(ParameterListSyntax parameters) =>
        new(MemberModel.ConstructorName, $"this({string.Join(", ", parameters.Parameters.Select(static parameter => $"{parameter.Identifier.Text}: default!"))})");
}
