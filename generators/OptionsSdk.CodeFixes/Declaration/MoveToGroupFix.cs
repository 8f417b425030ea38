using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using OptionsSdk.Analyzers;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Moves an option into the part of its class that carries the marker, also into another file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveToGroupFix)), Shared]
internal sealed class MoveToGroupFix() : OptionFix(DeclarationRules.OptionInOtherPart)
{
    internal override async Task<IReadOnlyList<Repair>> RepairsAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Symbols is not { } symbols
            || finding.Around<PropertyDeclarationSyntax>() is not { ContainsDirectives: false } property
            || finding.Model.GetDeclaredSymbol(property, cancellationToken)?.ContainingType is not { } group
            || MarkedPart(group, symbols, cancellationToken) is not { } part
            || finding.Solution.GetDocument(part.SyntaxTree) is not { } target
            || await target.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        var imports = Imports(property, finding.Model, model, part.OpenBraceToken.Span.End, cancellationToken);
        if (imports is null)
        {
            return [];
        }

        var end = Trivia.EndOfLine(part);
        var indentation = $"{Trivia.Indentation(part)}    ";
        return
        [
            new("Move to the part with [OptionGroup]", "MoveToMarkedPart", edits =>
            {
                edits.Of(finding.Document).Remove(property);
                var document = edits.Of(target);
                foreach (var import in imports)
                {
                    document.Import(import);
                }

                document.Change(part, current => current.AddMembers(Placed(property, current.Members.Count == 0, indentation, end)));
            }),
        ];
    }

    private static ClassDeclarationSyntax? MarkedPart(INamedTypeSymbol group, OptionSymbols symbols, CancellationToken cancellationToken)
    {
        foreach (var attribute in group.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionGroup)
                && attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } part)
            {
                // A class without braces has no room.
                return part.OpenBraceToken.RawKind != 0 && !part.OpenBraceToken.IsMissing && !part.CloseBraceToken.IsMissing ? part : null;
            }
        }

        return null;
    }

    /// <summary>The namespaces that the names of a property need elsewhere; null where a name would mean something else there.</summary>
    private static HashSet<string>? Imports(PropertyDeclarationSyntax property, SemanticModel here, SemanticModel there, int position, CancellationToken cancellationToken)
    {
        var imports = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in property.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var isFirst = name.Parent is not (MemberAccessExpressionSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax)
                || name.Parent is MemberAccessExpressionSyntax access && access.Expression == name
                || name.Parent is QualifiedNameSyntax qualified && qualified.Left == name;
            if (!isFirst)
            {
                continue;
            }

            var symbol = here.GetSymbolInfo(name, cancellationToken).Symbol;
            var type = symbol as INamedTypeSymbol ?? (name.Parent is AttributeSyntax ? symbol?.ContainingType : null);
            if (here.GetAliasInfo(name, cancellationToken) is { } alias)
            {
                if (!there.LookupNamespacesAndTypes(position, name: alias.Name).Any(other => SymbolEqualityComparer.Default.Equals((other as IAliasSymbol)?.Target ?? other, alias.Target)))
                {
                    return null;
                }
            }
            else if (type is { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } @namespace })
            {
                var found = there.LookupNamespacesAndTypes(position, name: type.Name).OfType<INamedTypeSymbol>().Where(other => other.Arity == type.Arity).ToList();
                if (found.Count == 0)
                {
                    imports.Add(@namespace.ToDisplayString());
                }
                else if (!found.Any(other => SymbolEqualityComparer.Default.Equals(other, type.OriginalDefinition)))
                {
                    return null;
                }
            }
        }

        return imports;
    }

    private static PropertyDeclarationSyntax Placed(PropertyDeclarationSyntax property, bool isFirst, string indentation, SyntaxTrivia end)
    {
        var lines = property.WithoutTrailingTrivia().ToFullString().Split('\n').Select(static line => line.TrimEnd('\r')).ToList();
        lines.RemoveRange(0, lines.TakeWhile(string.IsNullOrWhiteSpace).Count());
        var own = lines.Count == 0 ? 0 : lines[0].Length - lines[0].TrimStart().Length;
        var text = string.Join(end.ToFullString(), lines.Select(line =>
            line.Length >= own && string.IsNullOrWhiteSpace(line.Substring(0, own)) && line.Trim().Length > 0 ? indentation + line.Substring(own) : line));
        var placed = (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
        return placed
            .WithLeadingTrivia(isFirst ? placed.GetLeadingTrivia() : placed.GetLeadingTrivia().Insert(0, end))
            .WithTrailingTrivia(end);
    }
}
