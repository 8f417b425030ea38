using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Edits;

/// <summary>
/// The changes of a document, each a function of a node as other changes inside of it have left it. They are made in one walk from the
/// inside out: no change can pull the ground from under another. Not safe for concurrent use.
/// </summary>
internal sealed class DocumentEdits
{
    private static readonly SyntaxRemoveOptions[] Removals =
    [
        SyntaxRemoveOptions.KeepUnbalancedDirectives,
        SyntaxRemoveOptions.KeepUnbalancedDirectives | SyntaxRemoveOptions.KeepLeadingTrivia,
        SyntaxRemoveOptions.KeepUnbalancedDirectives | SyntaxRemoveOptions.KeepTrailingTrivia,
        SyntaxRemoveOptions.KeepUnbalancedDirectives | SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepTrailingTrivia,
    ];

    private readonly Dictionary<SyntaxNode, List<Func<SyntaxNode, SyntaxNode>>> _changes = [];
    private readonly HashSet<SyntaxNode> _removed = [];
    private readonly HashSet<SyntaxNode> _once = [];
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);
    private readonly SyntaxAnnotation[] _gone = [new(), new(), new(), new()];

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
    public void Remove(SyntaxNode node) => _removed.Add(node);

    /// <summary>Removes a node if the other changes have left something of it that cannot stand alone.</summary>
    public void RemoveWhen<T>(T node, Func<T, bool> condition)
        where T : SyntaxNode => Change(node, current => condition(current) ? Mark(node, current) : current);

    /// <summary>Whether a change of a node that several diagnostics ask for is asked for the first time.</summary>
    public bool IsFirst(SyntaxNode node) => _once.Add(node);

    /// <summary>Makes the names of a namespace known to the document.</summary>
    public void Import(string @namespace) => _imports.Add(@namespace);

    /// <summary>Makes the names that were spelled known to the document.</summary>
    public void Import(TypeSpelling spelling) => _imports.UnionWith(spelling.Imports);

    public SyntaxNode Apply(SyntaxNode root)
    {
        foreach (var node in _removed)
        {
            Change(node, current => Mark(node, current));
        }

        var changed = root.ReplaceNodes(_changes.Keys, (original, current) => _changes[original].Aggregate(current, static (node, change) => change(node)));

        // Those that leave something behind come last, so that what they leave is not removed again.
        for (var index = 0; index < Removals.Length; index++)
        {
            var nodes = changed.GetAnnotatedNodes(_gone[index]).ToList();
            changed = nodes.Count > 0 ? changed.RemoveNodes(nodes, Removals[index]) ?? changed : changed;
        }

        return changed is CompilationUnitSyntax unit ? _imports.Aggregate(unit, UsingDirectives.Add) : changed;
    }

    // What stands on the same line keeps its indentation and its line end.
    private SyntaxNode Mark(SyntaxNode node, SyntaxNode current)
    {
        var leading = Trivia.NotOf(node.GetLeadingTrivia());
        if (IsBeforeOther(node) && node.GetLeadingTrivia() is { Count: > 0 } all && all.Last().IsKind(SyntaxKind.WhitespaceTrivia))
        {
            leading = leading.Add(all.Last());
        }

        var trailing = Trivia.EndsLine(node.GetTrailingTrivia()) && IsAfterOther(node) ? node.GetTrailingTrivia().Last() : default;
        var index = (leading.Any() ? 1 : 0) + (trailing.RawKind != 0 ? 2 : 0);
        return current
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(trailing.RawKind != 0 ? [trailing] : current.GetTrailingTrivia())
            .WithAdditionalAnnotations(_gone[index]);
    }

    private static bool IsListItem(SyntaxNode node) => node is not (StatementSyntax or MemberDeclarationSyntax);

    private bool IsBeforeOther(SyntaxNode node)
    {
        if (IsListItem(node))
        {
            return false;
        }

        var last = node.GetLastToken();
        while (!Trivia.EndsLine(last.TrailingTrivia))
        {
            var next = last.GetNextToken();
            if (next.RawKind == 0 || next.Parent?.AncestorsAndSelf().FirstOrDefault(_removed.Contains) is not { } removed)
            {
                return next.RawKind != 0;
            }

            last = removed.GetLastToken();
        }

        return false;
    }

    private bool IsAfterOther(SyntaxNode node)
    {
        if (IsListItem(node))
        {
            return false;
        }

        var before = node.GetFirstToken().GetPreviousToken();
        while (before.RawKind != 0 && !Trivia.EndsLine(before.TrailingTrivia))
        {
            if (before.Parent?.AncestorsAndSelf().FirstOrDefault(_removed.Contains) is not { } removed)
            {
                return true;
            }

            before = removed.GetFirstToken().GetPreviousToken();
        }

        return false;
    }
}
