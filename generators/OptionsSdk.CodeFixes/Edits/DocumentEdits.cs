using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Edits;

/// <summary>
/// The changes of a document, each a function of a node as other changes inside of it have left it. They are made in one walk from the
/// inside out: no change can pull the ground from under another. Not safe for concurrent use.
/// </summary>
internal sealed class DocumentEdits
{
    private readonly Dictionary<SyntaxNode, List<Func<SyntaxNode, SyntaxNode>>> _changes = [];
    private readonly HashSet<SyntaxNode> _removed = [];
    private readonly HashSet<SyntaxNode> _once = [];
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);
    private readonly SyntaxAnnotation _gone = new();
    private readonly SyntaxAnnotation _goneBelowComment = new();

    /// <summary>Changes a node, as long as no other change has made something else of it.</summary>
    public void Change<T>(T node, Func<T, SyntaxNode> change)
        where T : SyntaxNode
    {
        if (!_changes.TryGetValue(node, out var changes))
        {
            _changes.Add(node, changes = []);
        }

        changes.Add(current => current is T expected ? change(expected) : current);
    }

    /// <summary>Removes a node with the comments that belong to it: those without an empty line between.</summary>
    public void Remove(SyntaxNode node)
    {
        if (_removed.Add(node))
        {
            var kept = Trivia.AboveLastEmptyLine(node.GetLeadingTrivia());
            Change(node, current => kept.Any() ? current.WithLeadingTrivia(kept).WithAdditionalAnnotations(_goneBelowComment) : current.WithAdditionalAnnotations(_gone));
        }
    }

    /// <summary>Removes a node if the other changes have left something of it that cannot stand alone.</summary>
    public void RemoveWhen<T>(T node, Func<T, bool> condition)
        where T : SyntaxNode => Change(node, current => condition(current) ? current.WithAdditionalAnnotations(_gone) : current);

    /// <summary>Whether a change of a node that several diagnostics ask for is asked for the first time.</summary>
    public bool IsFirst(SyntaxNode node) => _once.Add(node);

    /// <summary>Makes the names of a namespace known to the document.</summary>
    public void Import(string @namespace) => _imports.Add(@namespace);

    /// <summary>Makes the names that were spelled known to the document.</summary>
    public void Import(TypeSpelling spelling) => _imports.UnionWith(spelling.Imports);

    public SyntaxNode Apply(SyntaxNode root)
    {
        var changed = root.ReplaceNodes(_changes.Keys, (original, current) => _changes[original].Aggregate(current, static (node, change) => change(node)));
        changed = Remove(changed, _goneBelowComment, SyntaxRemoveOptions.KeepUnbalancedDirectives | SyntaxRemoveOptions.KeepLeadingTrivia);
        changed = Remove(changed, _gone, SyntaxRemoveOptions.KeepUnbalancedDirectives);
        return changed is CompilationUnitSyntax unit ? _imports.Aggregate(unit, UsingDirectives.Add) : changed;
    }

    private static SyntaxNode Remove(SyntaxNode root, SyntaxAnnotation annotation, SyntaxRemoveOptions options) =>
        root.GetAnnotatedNodes(annotation).ToList() is { Count: > 0 } nodes ? root.RemoveNodes(nodes, options) ?? root : root;
}
