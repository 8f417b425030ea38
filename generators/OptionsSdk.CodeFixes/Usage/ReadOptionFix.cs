using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Settings;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Reads an option from its group instead of from settings, where an instance is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadOptionFix)), Shared]
internal sealed class ReadOptionFix() : OptionFix(UsageRules.SettingsRead)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<ExpressionSyntax>() is not { } read
            || Find(finding, read, cancellationToken) is not { Group: { } group, Property: { } property }
            || GroupInstances.Find(finding.Model, read.SpanStart, group, cancellationToken) is not { } instance
            || Replaceable(finding.Model, read, property.Type, cancellationToken) is not { } whole)
        {
            yield break;
        }

        var text = $"{instance}.{property.Name}";
        yield return new($"Read '{text}'", "ReadOption", edits =>
            edits.Of(finding.Document).Change(whole, current => SyntaxFactory.ParseExpression(text).WithTriviaFrom(current)));
    }

    private static DeclaredOption? Find(Finding finding, ExpressionSyntax read, CancellationToken cancellationToken) =>
        OptionSource.Find(finding, cancellationToken) is { } known ? known
        : finding.Symbols?.Keys(cancellationToken) is { } keys
            && finding.Model.GetOperation(read, cancellationToken) is { } operation
            && SettingsPath.TryCreate(finding.Model.Compilation)?.Read(operation, cancellationToken) is { } place
            ? keys.Find(place) ?? keys.Find(place.Replace(':', '.').ToLowerInvariant())
            : null;

    /// <summary>The expression that reads the setting as the option's type.</summary>
    private static ExpressionSyntax? Replaceable(SemanticModel model, ExpressionSyntax read, ITypeSymbol type, CancellationToken cancellationToken)
    {
        var whole = read;
        while (whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        // int.Parse(configuration["mail.port"]!): one conversion, to exactly the option's type.
        if (whole.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" } } parse } arguments } argument
            && arguments.Arguments[0] == argument
            && model.GetTypeInfo(read, cancellationToken).Type?.SpecialType == SpecialType.System_String
            && type.SpecialType != SpecialType.System_String)
        {
            whole = parse;
        }

        return model.GetTypeInfo(whole, cancellationToken).Type is { } given && SymbolEqualityComparer.Default.Equals(given, type) ? whole : null;
    }
}
