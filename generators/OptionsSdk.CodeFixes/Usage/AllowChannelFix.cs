using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Declaration;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Lets a channel write an option, where nothing that the declaration says stands against it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AllowChannelFix)), Shared]
internal sealed class AllowChannelFix() : OptionFix(UsageRules.ChannelNotAllowed)
{
    private const int Admin = 2;
    private const int Automator = 3;

    internal override async Task<IReadOnlyList<Repair>> RepairsAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (Needed(finding, cancellationToken) is not { } needed
            || OptionSource.Find(finding, cancellationToken) is not { } option
            || OptionSource.Declaration(option, finding.Solution, cancellationToken) is not var (document, property)
            || FlagSyntax.Of(property) is not { } flags
            || FlagContradictions.In(flags | needed).Any()
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        var spelling = new TypeSpelling(model, property.SpanStart);
        var type = spelling.Of("OptionsSdk.OptionFlags") ?? "OptionFlags";
        var attribute = Attributes.NameOf(spelling, "OptionsSdk.OptionAttribute");
        var indentation = Trivia.Indentation(property);
        var end = Trivia.EndOfLine(property);
        return
        [
            new($"Add the flag {needed} to '{option.Key}'", $"AddFlag:{needed}", edits =>
            {
                edits.Of(document).Change(property, current => FlagSyntax.Add(current, needed, type, attribute, indentation, end));
                edits.Of(document).Import(spelling);
            }),
        ];
    }

    private static OptionFlags? Needed(Finding finding, CancellationToken cancellationToken) =>
        finding.Node is ExpressionSyntax channel && finding.Model.GetConstantValue(channel, cancellationToken) is { HasValue: true, Value: int number }
            ? number switch
            {
                Admin => OptionFlags.AdminModifiable,
                Automator => OptionFlags.AutomatorModifiable,
                _ => null,
            }
            : null;
}
