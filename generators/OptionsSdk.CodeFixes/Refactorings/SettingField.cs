using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using OptionsSdk.Analyzers;
using OptionsSdk.CodeFixes.Declaration;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;
using OptionsSdk.CodeFixes.Usage;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>A field that holds the same value for ever, and the group whose option it can become.</summary>
internal sealed class SettingField
{
    private readonly Document _document;
    private readonly SemanticModel _model;
    private readonly FieldDeclarationSyntax _declaration;
    private readonly IFieldSymbol _field;
    private readonly ExpressionSyntax _value;
    private readonly INamedTypeSymbol? _group;
    private readonly ClassDeclarationSyntax? _part;
    private readonly string _option;

    private SettingField(
        Document document, SemanticModel model, FieldDeclarationSyntax declaration, IFieldSymbol field, ExpressionSyntax value, INamedTypeSymbol? group, ClassDeclarationSyntax? part)
    {
        _document = document;
        _model = model;
        _declaration = declaration;
        _field = field;
        _value = value;
        _group = group;
        _part = part;
        _option = Pascal(field.Name);
        Group = group?.Name ?? $"{Stem(field.ContainingType.Name)}Options";
    }

    /// <summary>The name of the group.</summary>
    public string Group { get; }

    public static async Task<SettingField?> FindAsync(Document document, FieldDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        if (declaration is not { AttributeLists.Count: 0, ContainsDirectives: false, Declaration.Variables: [{ Initializer.Value: var value } variable], Parent: ClassDeclarationSyntax }
            || !(declaration.Modifiers.Any(SyntaxKind.ConstKeyword) || declaration.Modifiers.Any(SyntaxKind.StaticKeyword) && declaration.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || OptionSymbols.Find(model.Compilation) is not { } symbols
            || model.GetDeclaredSymbol(variable, cancellationToken) is not IFieldSymbol field
            || symbols.IsGroup(field.ContainingType)
            || !OptionTypes.IsSupported(field.Type)
            || field.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            return null;
        }

        var group = Groups(model, field.ContainingNamespace, symbols, document, cancellationToken).FirstOrDefault();
        var part = group is null ? null : MarkedPart(group, symbols, cancellationToken);
        return group is not null && part is null ? null : new(document, model, declaration, field, value, group, part);
    }

    /// <summary>The solution with the option; null where a use could not read it.</summary>
    public async Task<Solution?> ConvertAsync(CancellationToken cancellationToken)
    {
        var solution = _document.Project.Solution;
        if (_option.Length == 0 || (_group is not null ? _group.GetMembers(_option).Length > 0 : _model.LookupNamespacesAndTypes(_declaration.SpanStart, name: Group).Length > 0))
        {
            return null;
        }

        var edits = new SolutionEdits(solution);
        edits.Of(_document).Remove(_declaration);
        var documents = new HashSet<DocumentId> { _document.Id };
        var instances = new OwnInstance(_model, (ClassDeclarationSyntax)_declaration.Parent!, Group);
        foreach (var location in (await SymbolFinder.FindReferencesAsync(_field, solution, cancellationToken).ConfigureAwait(false)).SelectMany(static referenced => referenced.Locations))
        {
            documents.Add(location.Document.Id);
            if (!await TryReadAsync(edits, location, instances, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        instances.Apply(edits.Of(_document));
        if (!TryDeclare(edits, documents, cancellationToken))
        {
            return null;
        }

        var changed = await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
        foreach (var created in instances.IsAdded ? await SymbolFinder.FindReferencesAsync(_field.ContainingType, solution, cancellationToken).ConfigureAwait(false) : [])
        {
            documents.UnionWith(created.Locations.Select(static location => location.Document.Id));
        }

        return await Verification.CompilesAsync(changed, documents, cancellationToken).ConfigureAwait(false) ? changed : null;
    }

    // The nearest group: of this file, else of this namespace, else of the project.
    private static IEnumerable<INamedTypeSymbol> Groups(SemanticModel model, INamespaceSymbol place, OptionSymbols symbols, Document document, CancellationToken cancellationToken) =>
        symbols.Keys(cancellationToken).Own
            .Select(static option => option.Group)
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Where(group => document.Project.Solution.GetDocument(group.DeclaringSyntaxReferences[0].SyntaxTree) is not null)
            .OrderByDescending(group => group.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == model.SyntaxTree))
            .ThenByDescending(group => SymbolEqualityComparer.Default.Equals(group.ContainingNamespace, place))
            .ThenBy(static group => group.ToDisplayString(), StringComparer.Ordinal);

    private static ClassDeclarationSyntax? MarkedPart(INamedTypeSymbol group, OptionSymbols symbols, CancellationToken cancellationToken) =>
        group.GetAttributes()
            .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionGroup))
            .Select(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).FirstAncestorOrSelf<ClassDeclarationSyntax>())
            .FirstOrDefault(static part => part is { OpenBraceToken.RawKind: not 0, CloseBraceToken.IsMissing: false });

    private static string Pascal(string name)
    {
        var plain = name.TrimStart('_');
        return plain.Length == 0 ? "" : $"{char.ToUpperInvariant(plain[0])}{plain.Substring(1)}";
    }

    private static string Stem(string name) => name.EndsWith("Options", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Options".Length) : name;

    /// <summary>Lets a use read the option from an instance that it can see.</summary>
    private async Task<bool> TryReadAsync(SolutionEdits edits, ReferenceLocation location, OwnInstance own, CancellationToken cancellationToken)
    {
        if (await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true) is not SimpleNameSyntax name
            || name.IsPartOfStructuredTrivia()
            || name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } })
        {
            return false;
        }

        var group = _group;
        var use = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
        var instance = group is not null && model.Compilation.GetTypeByMetadataName(Analyzers.Keys.ManifestReader.MetadataName(group)) is { } known
            ? GroupInstances.Find(model, use.SpanStart, known, cancellationToken)
            : null;
        instance ??= location.Document.Id == _document.Id ? own.For(use, cancellationToken) : null;
        if (instance is null)
        {
            return false;
        }

        edits.Of(location.Document).Change(use, current => SyntaxFactory.ParseExpression($"{instance}.{_option}").WithTriviaFrom(current));
        return true;
    }

    private bool TryDeclare(SolutionEdits edits, HashSet<DocumentId> documents, CancellationToken cancellationToken)
    {
        if (_part is null)
        {
            return TryDeclareGroup(edits.Of(_document));
        }

        if (edits.Solution.GetDocument(_part.SyntaxTree) is not { } target)
        {
            return false;
        }

        documents.Add(target.Id);
        var model = _model.Compilation.GetSemanticModel(_part.SyntaxTree);
        var spelling = new TypeSpelling(model, _part.OpenBraceToken.Span.End);
        var end = Trivia.EndOfLine(_part);
        var option = Declare(spelling.Of(_field.Type), $"{Trivia.Indentation(_part)}    ", end.ToFullString());
        edits.Of(target).Change(_part, current => current.AddMembers(current.Members.Count == 0 ? option : option.WithLeadingTrivia(option.GetLeadingTrivia().Insert(0, end))));
        edits.Of(target).Import(spelling);
        return true;
    }

    private bool TryDeclareGroup(DocumentEdits edits)
    {
        var outermost = _declaration.Ancestors().OfType<TypeDeclarationSyntax>().Last();
        var spelling = new TypeSpelling(_model, outermost.SpanStart);
        var (indentation, end) = (Trivia.Indentation(outermost), Trivia.EndOfLine(outermost).ToFullString());
        var option = Declare(spelling.Of(_field.Type), $"{indentation}    ", end).ToFullString();
        var marker = Attributes.NameOf(spelling, "OptionsSdk.OptionGroupAttribute");
        var key = NormaliseKeyFix.Normalise(KebabCase.OfGroup(Group));
        var text = string.Join(
            end,
            "",
            $"{indentation}/// <summary>{AddSummaryFix.Summary(Stem(Group))}</summary>",
            $"{indentation}[{marker}(\"{key}\")]",
            $"{indentation}{(_field.ContainingType.DeclaredAccessibility == Accessibility.Public ? "public" : "internal")} sealed partial class {Group}",
            $"{indentation}{{",
            $"{option}{indentation}}}",
            "");
        if (key.Length == 0 || SyntaxFactory.ParseMemberDeclaration(text) is not { } group)
        {
            return false;
        }

        edits.Import(spelling);
        switch (outermost.Parent)
        {
            case BaseNamespaceDeclarationSyntax @namespace:
                edits.Change(@namespace, current => current.WithMembers(Append(current.Members, group, end)));
                return true;
            case CompilationUnitSyntax unit:
                edits.Change(unit, current => current.WithMembers(Append(current.Members, group, end)));
                return true;
            default:
                return false;
        }
    }

    private static SyntaxList<MemberDeclarationSyntax> Append(SyntaxList<MemberDeclarationSyntax> members, MemberDeclarationSyntax group, string end)
    {
        var last = members.Last();
        return Trivia.EndsLine(last.GetTrailingTrivia())
            ? members.Add(group)
            : members.Replace(last, last.WithTrailingTrivia(last.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(end)))).Add(group);
    }

    private PropertyDeclarationSyntax Declare(string type, string indentation, string end)
    {
        var summary = DocumentationSummary.Of(_declaration) is { } own
            ? own.Replace("&", "&amp;").Replace("<", "&lt;")
            : AddSummaryFix.Summary(_option);
        return (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(
            $"{indentation}/// <summary>{summary}</summary>{end}{indentation}public partial {type} {_option} {{ get; }} = {_value.WithoutTrivia().ToFullString()};{end}")!;
    }
}
