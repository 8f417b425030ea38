using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using OptionsSdk.CodeFixes.Edits;

namespace OptionsSdk.CodeFixes;

/// <summary>
/// A fix that says what it would change instead of changing it, so that one repair and the repair of a whole solution are the same code.
/// </summary>
internal abstract class OptionFix : CodeFixProvider
{
    private protected OptionFix(params DiagnosticDescriptor[] rules) => FixableDiagnosticIds = [.. rules.Select(static rule => rule.Id)];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => OptionFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (await Finding.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } finding)
            {
                foreach (var repair in await RepairsAsync(finding, context.CancellationToken).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            repair.Title,
                            cancellationToken =>
                            {
                                var edits = new SolutionEdits(context.Document.Project.Solution);
                                repair.Apply(edits);
                                return edits.ApplyAsync(cancellationToken);
                            },
                            repair.EquivalenceKey),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>What can be done about a diagnostic. Empty where nothing can, or where the code is being typed.</summary>
    /// <param name="finding">The diagnostic.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal virtual Task<IReadOnlyList<Repair>> RepairsAsync(Finding finding, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Repair>>([.. Repairs(finding, cancellationToken)]);

    /// <summary>The same for fixes that need to look at no other document.</summary>
    /// <param name="finding">The diagnostic.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    private protected virtual IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken) => [];
}
