using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>One part of an option group that people wrote, and what all rules need to know of the group. Lives for one visit.</summary>
internal sealed class GroupPart
{
    private readonly SyntaxNodeAnalysisContext _context;
    private IReadOnlyList<OptionDeclaration>? _options;

    private GroupPart(SyntaxNodeAnalysisContext context, TypeDeclarationSyntax syntax, INamedTypeSymbol group, AttributeSyntax marker, TypeDeclarationSyntax marked, OptionSymbols symbols)
    {
        _context = context;
        Syntax = syntax;
        Group = group;
        Marker = marker;
        Marked = marked;
        Symbols = symbols;
        JsonContext = JsonContext.Find(group, symbols);
        Name = OptionDeclarations.GroupName(group, symbols);
    }

    public TypeDeclarationSyntax Syntax { get; }

    public INamedTypeSymbol Group { get; }

    /// <summary>The attribute that makes the class a group.</summary>
    public AttributeSyntax Marker { get; }

    /// <summary>The part that carries the marker, which may stand in another file.</summary>
    public TypeDeclarationSyntax Marked { get; }

    public bool IsMarked => Syntax == Marked;

    public OptionSymbols Symbols { get; }

    /// <summary>The first part of the group's keys; null where the marker is half-typed.</summary>
    public string? Name { get; }

    /// <summary>The JSON context that the group names, if it does.</summary>
    public JsonContext? JsonContext { get; }

    public SemanticModel Model => _context.SemanticModel;

    public CancellationToken CancellationToken => _context.CancellationToken;

    /// <summary>The properties that are options by their syntax, whichever part this is.</summary>
    public IEnumerable<PropertyDeclarationSyntax> OptionProperties => Marked.Members.OfType<PropertyDeclarationSyntax>().Where(OptionProperty.IsOption);

    /// <summary>The options of the marked part. Asked of that part only, whose file the semantic model belongs to.</summary>
    public IReadOnlyList<OptionDeclaration> Options => _options ??= FindOptions();

    public static GroupPart? Find(SyntaxNodeAnalysisContext context, TypeDeclarationSyntax declaration, OptionSymbols symbols)
    {
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol group)
        {
            return null;
        }

        foreach (var attribute in group.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionGroup)
                && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax { Parent.Parent: TypeDeclarationSyntax marked } marker)
            {
                return new(context, declaration, group, marker, marked, symbols);
            }
        }

        return null;
    }

    public void Report(DiagnosticDescriptor rule, Location location, params object?[] arguments) =>
        _context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));

    public void Report(Diagnostic diagnostic) => _context.ReportDiagnostic(diagnostic);

    private List<OptionDeclaration> FindOptions()
    {
        var options = new List<OptionDeclaration>();
        foreach (var property in OptionProperties)
        {
            if (Model.GetDeclaredSymbol(property, CancellationToken) is { } symbol && !PropertyParts.IsImplementedByPeople(symbol))
            {
                options.Add(new(this, property, symbol));
            }
        }

        return options;
    }
}
