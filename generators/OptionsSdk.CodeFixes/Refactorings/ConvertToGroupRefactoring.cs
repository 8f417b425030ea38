using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>Converts a class that settings are bound to into an option group, and its users with it. Offered where all of it can be converted.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ConvertToGroupRefactoring)), Shared]
internal sealed class ConvertToGroupRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null
            || !root.FullSpan.Contains(context.Span)
            || root.FindToken(context.Span.Start).Parent is not ClassDeclarationSyntax declaration
            || await SettingsClass.FindAsync(context.Document, declaration, context.CancellationToken).ConfigureAwait(false) is not { } settings
            || await settings.ConvertAsync(context.CancellationToken).ConfigureAwait(false) is not { } changed)
        {
            return;
        }

        context.RegisterRefactoring(CodeAction.Create("Convert to an option group", _ => Task.FromResult(changed), nameof(ConvertToGroupRefactoring)));
    }
}
