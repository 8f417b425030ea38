using Microsoft.CodeAnalysis;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>Asks the compiler whether a changed solution is right, before it is offered.</summary>
internal static class Verification
{
    // The generated half of a property may be missing until the project is saved.
    private const string NotImplementedYet = "CS9248";

    /// <summary>Whether documents compile.</summary>
    /// <param name="changed">The solution after the change.</param>
    /// <param name="documents">The documents that the change may break.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public static async Task<bool> CompilesAsync(Solution changed, IEnumerable<DocumentId> documents, CancellationToken cancellationToken)
    {
        foreach (var id in documents.Distinct())
        {
            if (changed.GetDocument(id) is not { } document
                || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
                || model.GetDiagnostics(cancellationToken: cancellationToken).Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != NotImplementedYet))
            {
                return false;
            }
        }

        return true;
    }
}
