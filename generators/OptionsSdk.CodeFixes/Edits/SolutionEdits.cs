using Microsoft.CodeAnalysis;

namespace OptionsSdk.CodeFixes.Edits;

/// <summary>The changes of a solution, collected before any of them is made. Not safe for concurrent use.</summary>
/// <param name="solution">The solution as it is.</param>
internal sealed class SolutionEdits(Solution solution)
{
    private readonly Dictionary<DocumentId, DocumentEdits> _documents = [];

    public Solution Solution => solution;

    /// <summary>The changes of a document.</summary>
    public DocumentEdits Of(Document document)
    {
        if (!_documents.TryGetValue(document.Id, out var edits))
        {
            _documents.Add(document.Id, edits = new());
        }

        return edits;
    }

    /// <summary>Makes the changes.</summary>
    public async Task<Solution> ApplyAsync(CancellationToken cancellationToken)
    {
        var changed = solution;
        foreach (var pair in _documents)
        {
            if (changed.GetDocument(pair.Key) is { } document
                && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            {
                changed = changed.WithDocumentSyntaxRoot(pair.Key, pair.Value.Apply(root));
            }
        }

        return changed;
    }
}
