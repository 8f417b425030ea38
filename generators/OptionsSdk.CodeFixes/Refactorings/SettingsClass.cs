using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using OptionsSdk.Analyzers;
using OptionsSdk.CodeFixes.Declaration;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>A plain class whose properties are filled from settings.</summary>
/// <param name="document">Where it is declared.</param>
/// <param name="model">What that means.</param>
/// <param name="declaration">The declaration.</param>
/// <param name="type">The class.</param>
/// <param name="symbols">The runtime's types.</param>
internal sealed class SettingsClass(Document document, SemanticModel model, ClassDeclarationSyntax declaration, INamedTypeSymbol type, OptionSymbols symbols)
{
    private static readonly string[] Suffixes = ["Options", "Settings", "Configuration", "Config"];

    private readonly Solution _solution = document.Project.Solution;

    public static async Task<SettingsClass?> FindAsync(Document document, ClassDeclarationSyntax declaration, CancellationToken cancellationToken) =>
        CanBeGroup(declaration)
        && declaration.Members.OfType<PropertyDeclarationSyntax>().Any(IsSetting)
        && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && OptionSymbols.Find(model.Compilation) is { } symbols
        && model.GetDeclaredSymbol(declaration, cancellationToken) is { DeclaringSyntaxReferences.Length: 1 } type
        && !symbols.IsGroup(type)
            ? new(document, model, declaration, type, symbols)
            : null;

    /// <summary>The solution with the class as a group; null where anything would be left that does not compile or work.</summary>
    public async Task<Solution?> ConvertAsync(CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(_solution);
        var uses = new SettingsUses(_solution, type, edits);
        if (!await uses.TryConvertAsync(cancellationToken).ConfigureAwait(false) || (!uses.AreBound && !Suffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal))))
        {
            return null;
        }

        var name = GroupName(uses.Section, cancellationToken);
        if (name is null || !TryConvertProperties(edits.Of(document), name, cancellationToken))
        {
            return null;
        }

        ConvertClass(edits.Of(document), name);
        var changed = await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
        return await Verification.CompilesAsync(changed, uses.Documents.Append(document.Id), cancellationToken).ConfigureAwait(false) ? changed : null;
    }

    private static bool CanBeGroup(ClassDeclarationSyntax declaration) =>
        declaration is { BaseList: null, TypeParameterList: null, ParameterList: null, Identifier.IsMissing: false, CloseBraceToken.IsMissing: false, Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax }
        && !declaration.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.FileKeyword)
        && !declaration.Members.OfType<ConstructorDeclarationSyntax>().Any();

    private static bool IsSetting(PropertyDeclarationSyntax property) =>
        OptionProperties.CanBeOption(property) && property.AccessorList!.Accessors.Any(static accessor => accessor.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration);

    /// <summary>The group's name: that of its section, else that of the class without what every such class is called.</summary>
    private string? GroupName(string? section, CancellationToken cancellationToken)
    {
        var constant = declaration.Members
            .OfType<FieldDeclarationSyntax>()
            .Where(static field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
            .SelectMany(static field => field.Declaration.Variables)
            .Where(static variable => variable.Identifier.ValueText is "Section" or "SectionName" or "Position" or "SectionKey" or "Key" or "ConfigurationSection")
            .Select(variable => (model.GetDeclaredSymbol(variable, cancellationToken) as IFieldSymbol)?.ConstantValue as string)
            .FirstOrDefault();
        var suffix = Suffixes.FirstOrDefault(suffix => type.Name.Length > suffix.Length && type.Name.EndsWith(suffix, StringComparison.Ordinal)) ?? "";
        var name = NormaliseKeyFix.Normalise((constant ?? section)?.Replace(':', '.') ?? KebabCase.Of(type.Name.Substring(0, type.Name.Length - suffix.Length)));
        return name.Length > 0 ? name : null;
    }

    private bool TryConvertProperties(DocumentEdits edits, string name, CancellationToken cancellationToken)
    {
        var spelling = new TypeSpelling(model, declaration.OpenBraceToken.Span.End);
        foreach (var property in declaration.Members.OfType<PropertyDeclarationSyntax>())
        {
            if (IsSetting(property))
            {
                if (symbols.Keys(cancellationToken).Find($"{name}.{KebabCase.Of(property.Identifier.ValueText)}") is not null
                    || SettingProperty.Convert(property, model, spelling, cancellationToken) is not { } option)
                {
                    return false;
                }

                edits.Change(property, _ => option);
            }
            else if (OptionProperties.CanBeOption(property))
            {
                // Nothing ever set it: it is no setting.
                var notAnOption = Attributes.NameOf(spelling, "OptionsSdk.NotAnOptionAttribute");
                var (indentation, end) = (Trivia.Indentation(property), Trivia.EndOfLine(property));
                edits.Change(property, current => AttributeLists.Add(current, SyntaxFactory.Attribute(SyntaxFactory.ParseName(notAnOption)), indentation, end));
            }
        }

        edits.Import(spelling);
        return true;
    }

    private void ConvertClass(DocumentEdits edits, string name)
    {
        var spelling = new TypeSpelling(model, declaration.SpanStart);
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName(Attributes.NameOf(spelling, "OptionsSdk.OptionGroupAttribute")),
            SyntaxFactory.AttributeArgumentList([SyntaxFactory.AttributeArgument(Literals.Text(name))]));
        var (indentation, end) = (Trivia.Indentation(declaration), Trivia.EndOfLine(declaration));
        edits.Change(declaration, current => AttributeLists.Add(Modifiers.Add(current, SyntaxKind.PartialKeyword), attribute, indentation, end));
        edits.Import(spelling);
    }
}
