using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1026: a method with the name of an option's validation hook is the hook.</summary>
internal static class HookSignatureRule
{
    private static readonly string Prefix = ValidationHook.NameFor("");

    public static bool MayBeHook(string name) => name.Length > Prefix.Length && name.StartsWith(Prefix, StringComparison.Ordinal);

    public static void Check(GroupPart part)
    {
        foreach (var method in part.Syntax.Members.OfType<MethodDeclarationSyntax>().Where(static method => method.ExplicitInterfaceSpecifier is null && MayBeHook(method.Identifier.ValueText)))
        {
            var name = method.Identifier.ValueText.Substring(Prefix.Length);
            if (part.OptionProperties.FirstOrDefault(option => option.Identifier.ValueText == name) is { } option && !IsHook(part, method, name))
            {
                part.Report(DeclarationRules.HookSignature, method.Identifier.GetLocation(), method.Identifier.ValueText, name, OneLine.Text(option.Type));
            }
        }
    }

    private static bool IsHook(GroupPart part, MethodDeclarationSyntax method, string option) =>
        ValidationHook.IsImplementation(method)
        && part.Model.GetDeclaredSymbol(method, part.CancellationToken) is { Parameters: [var value, var error] }
        && part.Group.GetMembers(option).OfType<IPropertySymbol>().Any(property => SymbolEqualityComparer.Default.Equals(property.Type, value.Type))
        && error.Type.SpecialType == SpecialType.System_String;
}
