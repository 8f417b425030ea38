using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers;

namespace OptionsSdk.CodeFixes;

/// <summary>A diagnostic and the code that it is about.</summary>
/// <param name="Document">The document.</param>
/// <param name="Root">Its syntax.</param>
/// <param name="Model">What its syntax means.</param>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Node">The innermost syntax at its place.</param>
internal sealed record Finding(Document Document, CompilationUnitSyntax Root, SemanticModel Model, Diagnostic Diagnostic, SyntaxNode Node)
{
    public Solution Solution => Document.Project.Solution;

    public int Position => Node.SpanStart;

    public OptionSymbols? Symbols => OptionSymbols.Find(Model.Compilation);

    public static async Task<Finding?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.SourceSpan;
        return await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is CompilationUnitSyntax root
            && root.FullSpan.Contains(span)
            && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? new(document, root, model, diagnostic, root.FindNode(span, getInnermostNodeForTie: true))
            : null;
    }

    /// <summary>The innermost syntax of a kind at or around the diagnostic.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();
}
