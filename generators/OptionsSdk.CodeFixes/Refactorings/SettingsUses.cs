using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>Everything in a solution that uses a class of settings: its registrations go, and what wraps it becomes the class itself.</summary>
/// <param name="solution">The solution.</param>
/// <param name="type">The class.</param>
/// <param name="edits">Takes the changes.</param>
internal sealed class SettingsUses(Solution solution, INamedTypeSymbol type, SolutionEdits edits)
{
    private readonly HashSet<DocumentId> _documents = [];

    /// <summary>The section that the class is bound to, as far as the code tells.</summary>
    public string? Section { get; private set; }

    /// <summary>Whether settings are certainly bound to the class.</summary>
    public bool AreBound { get; private set; }

    /// <summary>The documents that use the class.</summary>
    public IEnumerable<DocumentId> Documents => _documents;

    /// <summary>Adds the changes of all uses; false where one of them cannot be converted.</summary>
    public async Task<bool> TryConvertAsync(CancellationToken cancellationToken)
    {
        foreach (var location in await LocationsAsync(type, cancellationToken).ConfigureAwait(false))
        {
            if (await NodeAsync(location, cancellationToken).ConfigureAwait(false) is not var (node, model)
                || !await TryConvertAsync(location.Document, node, model, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        // Whoever uses a property may not be able to use another type of it.
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            foreach (var location in await LocationsAsync(property, cancellationToken).ConfigureAwait(false))
            {
                if (await NodeAsync(location, cancellationToken).ConfigureAwait(false) is not ({ } node, _) || IsChanged(node))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task<List<ReferenceLocation>> LocationsAsync(ISymbol symbol, CancellationToken cancellationToken)
    {
        var locations = (await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false))
            .SelectMany(static referenced => referenced.Locations)
            .Where(static location => !location.IsImplicit)
            .ToList();
        _documents.UnionWith(locations.Select(static location => location.Document.Id));
        return locations;
    }

    private static async Task<(SyntaxNode Node, SemanticModel Model)?> NodeAsync(ReferenceLocation location, CancellationToken cancellationToken) =>
        await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? (root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true), model)
            : null;

    private async Task<bool> TryConvertAsync(Document document, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<CrefSyntax>() is not null || node.IsPartOfStructuredTrivia())
        {
            return true;
        }

        var name = (SyntaxNode)(node.Parent is QualifiedNameSyntax qualified && qualified.Right == node ? qualified : node);
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax:
                return true; // A constant or static member of it.
            case ObjectCreationExpressionSyntax or BaseTypeSyntax or TypeConstraintSyntax or ArrayTypeSyntax or NullableTypeSyntax:
                return false;
            case TypeArgumentListSyntax { Arguments.Count: 1, Parent: GenericNameSyntax generic }:
                return IsWrapper(generic.Identifier.ValueText)
                    ? await TryUnwrapAsync(document, generic, name, model, cancellationToken).ConfigureAwait(false)
                    : TryUnregister(document, generic, model, cancellationToken);
            case TypeArgumentListSyntax:
                return false;
            case ParameterSyntax or VariableDeclarationSyntax or PropertyDeclarationSyntax or MethodDeclarationSyntax or TypeOfExpressionSyntax:
                return true;
            default:
                return name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };
        }
    }

    // options.Hosts.Add("x"); a call for nothing but its effect, which a value that cannot change does not have.
    private static bool IsChanged(SyntaxNode name)
    {
        var read = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return read.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } } called && called.Expression == read;
    }

    private static bool IsWrapper(string name) => name is "IOptions" or "IOptionsMonitor" or "IOptionsSnapshot";

    /// <summary>Removes a statement that does nothing but bind the class to settings.</summary>
    private bool TryUnregister(Document document, GenericNameSyntax generic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (generic.Identifier.ValueText is not ("Configure" or "AddOptions" or "AddOptionsWithValidateOnStart")
            || generic.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } statement
            || statement.DescendantNodes().Any(static node => node is AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax))
        {
            return false;
        }

        AreBound = true;
        Section ??= statement.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetSection" or "GetRequiredSection" or "BindConfiguration" })
            .Select(call => call.ArgumentList.Arguments.FirstOrDefault() is { } argument ? model.GetConstantValue(argument.Expression, cancellationToken).Value as string : null)
            .FirstOrDefault();
        edits.Of(document).Remove(statement.Parent is GlobalStatementSyntax program ? program : statement);
        return true;
    }

    /// <summary>Replaces what wraps the class by the class, and what is read from the wrapper by the wrapper.</summary>
    private async Task<bool> TryUnwrapAsync(Document document, GenericNameSyntax wrapper, SyntaxNode name, SemanticModel model, CancellationToken cancellationToken)
    {
        AreBound = true;
        var whole = wrapper.Parent is QualifiedNameSyntax qualified && qualified.Right == wrapper ? (TypeSyntax)qualified : wrapper;
        edits.Of(document).Change(whole, current => ((TypeSyntax)name).WithTriviaFrom(current));
        switch (whole.Parent)
        {
            case ParameterSyntax parameter when model.GetDeclaredSymbol(parameter, cancellationToken) is { } symbol:
                return await TryReadAsync(symbol, cancellationToken).ConfigureAwait(false);
            case PropertyDeclarationSyntax property when model.GetDeclaredSymbol(property, cancellationToken) is { } symbol:
                return await TryReadAsync(symbol, cancellationToken).ConfigureAwait(false);
            case VariableDeclarationSyntax { Variables: [var variable] } when model.GetDeclaredSymbol(variable, cancellationToken) is { } symbol:
                return await TryReadAsync(symbol, cancellationToken).ConfigureAwait(false);
            case TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "GetRequiredService", Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } } }:
                return TryRead(document, model, call, cancellationToken);
            default:
                return false;
        }
    }

    private async Task<bool> TryReadAsync(ISymbol variable, CancellationToken cancellationToken)
    {
        foreach (var location in await LocationsAsync(variable, cancellationToken).ConfigureAwait(false))
        {
            if (await NodeAsync(location, cancellationToken).ConfigureAwait(false) is not var (node, model)
                || node is not SimpleNameSyntax use
                || !TryRead(location.Document, model, use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryRead(Document document, SemanticModel model, ExpressionSyntax use, CancellationToken cancellationToken)
    {
        switch (use.Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "CurrentValue" } read when read.Expression == use:
                edits.Of(document).Change(read, static current => current.Expression.WithTrailingTrivia(current.GetTrailingTrivia()));
                return true;
            case AssignmentExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax:
                // Handed on to a variable of the same wrapper, which is converted as well.
                return model.GetTypeInfo(use, cancellationToken).ConvertedType is INamedTypeSymbol { TypeArguments: [var wrapped] } wrapper
                    && IsWrapper(wrapper.Name)
                    && SymbolEqualityComparer.Default.Equals(wrapped, type);
            default:
                return use.FirstAncestorOrSelf<XmlNameAttributeSyntax>() is not null;
        }
    }
}
