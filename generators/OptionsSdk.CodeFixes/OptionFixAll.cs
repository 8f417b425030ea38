using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using OptionsSdk.CodeFixes.Edits;

namespace OptionsSdk.CodeFixes;

/// <summary>
/// Repairs all diagnostics of a document, project or solution at once. All changes are worked out on the code as it was and applied
/// together, so that changes of the same place add up instead of getting lost.
/// </summary>
internal sealed class OptionFixAll : FixAllProvider
{
    public static OptionFixAll Instance { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var key = fixAllContext.CodeActionEquivalenceKey;
        return Task.FromResult<CodeAction?>(
            fixAllContext.CodeFixProvider is OptionFix fix && key is not null
                ? CodeAction.Create($"Fix all: {key}", cancellationToken => ApplyAsync(fixAllContext, fix, key, cancellationToken), key)
                : null);
    }

    private static async Task<Solution> ApplyAsync(FixAllContext context, OptionFix fix, string key, CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(context.Solution);
        foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await Finding.CreateAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } finding)
            {
                var repairs = await fix.RepairsAsync(finding, cancellationToken).ConfigureAwait(false);
                repairs.FirstOrDefault(repair => repair.EquivalenceKey == key)?.Apply(edits);
            }
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    // The compiler reports in any order, and may report the same twice.
    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        var found = new List<Diagnostic>();
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                found.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
                break;
            case FixAllScope.Project:
                found.AddRange(await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false));
                break;
            case FixAllScope.Solution:
                foreach (var project in context.Solution.Projects.Where(project => project.Language == context.Project.Language))
                {
                    found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                }

                break;
        }

        return found
            .Where(static diagnostic => diagnostic.Location.IsInSource && !diagnostic.IsSuppressed)
            .GroupBy(static diagnostic => (
                diagnostic.Location.SourceTree,
                diagnostic.Location.SourceSpan,
                diagnostic.Id,
                diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))
            .Select(static same => same.First())
            .OrderBy(static diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.End)
            .ToImmutableArray();
    }
}
