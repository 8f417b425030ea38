using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>Converts a constant or a static readonly field that holds a setting into an option. Offered where every use can read the option.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ConvertToOptionRefactoring)), Shared]
internal sealed class ConvertToOptionRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not null
            && root.FullSpan.Contains(context.Span)
            && root.FindToken(context.Span.Start).Parent is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field }
            && await SettingField.FindAsync(context.Document, field, context.CancellationToken).ConfigureAwait(false) is { } setting
            && await setting.ConvertAsync(context.CancellationToken).ConfigureAwait(false) is { } changed)
        {
            context.RegisterRefactoring(CodeAction.Create($"Convert to an option of '{setting.Group}'", _ => Task.FromResult(changed), nameof(ConvertToOptionRefactoring)));
        }
    }
}
