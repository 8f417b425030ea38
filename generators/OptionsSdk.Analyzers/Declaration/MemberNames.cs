using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>The names that a member of a class takes.</summary>
internal static class MemberNames
{
    public static IEnumerable<SyntaxToken> Of(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables.Select(static variable => variable.Identifier),
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => [property.Identifier],
        EventDeclarationSyntax { ExplicitInterfaceSpecifier: null } @event => [@event.Identifier],
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => [method.Identifier],
        BaseTypeDeclarationSyntax type => [type.Identifier],
        DelegateDeclarationSyntax @delegate => [@delegate.Identifier],
        _ => [],
    };
}
