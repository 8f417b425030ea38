using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Adds using directives where they belong: sorted, those of the framework first.</summary>
internal static class UsingDirectives
{
    public static CompilationUnitSyntax Add(CompilationUnitSyntax unit, string @namespace)
    {
        if (unit.Usings.Any(directive => IsPlain(directive) && Name(directive) == @namespace))
        {
            return unit;
        }

        var end = EndOfLine(unit);
        var added = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(@namespace))
            .WithUsingKeyword(SyntaxFactory.Token(default, SyntaxKind.UsingKeyword, [SyntaxFactory.Space]))
            .WithTrailingTrivia(end);
        if (unit.Usings.Count > 0)
        {
            var index = Math.Max(Index(unit.Usings, @namespace), unit.Usings.TakeWhile(static directive => directive.GlobalKeyword.RawKind != 0).Count());
            if (index < unit.Usings.Count && index == 0)
            {
                // What stands at the top of the file stays there.
                var first = unit.Usings[0];
                return unit.WithUsings(unit.Usings
                    .Replace(first, first.WithLeadingTrivia())
                    .Insert(0, added.WithLeadingTrivia(first.GetLeadingTrivia())));
            }

            return unit.WithUsings(unit.Usings.Insert(index, added));
        }

        return AddFirst(unit, added, end);
    }

    private static CompilationUnitSyntax AddFirst(CompilationUnitSyntax unit, UsingDirectiveSyntax added, SyntaxTrivia end)
    {
        var next = unit.Externs.Count > 0 ? unit.Externs.Last().GetLastToken().GetNextToken() : unit.GetFirstToken(includeZeroWidth: true);
        var trivia = next.LeadingTrivia;

        // A head of the file, apart from what documents its first declaration, stays the head.
        var header = trivia.TakeWhile(static item => !item.HasStructure).ToList();
        var last = -1;
        for (var index = 1; index < header.Count; index++)
        {
            last = header[index].IsKind(SyntaxKind.EndOfLineTrivia) && header[index - 1].IsKind(SyntaxKind.EndOfLineTrivia) ? index : last;
        }

        var count = trivia.Any(static item => item.IsDirective) ? LastDirective(trivia) + 1 : last + 1;
        var rest = trivia.Skip(count).ToList();
        return unit
            .ReplaceToken(next, next.WithLeadingTrivia(rest.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? rest : rest.Prepend(end)))
            .WithUsings([added.WithLeadingTrivia(trivia.Take(count))]);
    }

    private static int LastDirective(SyntaxTriviaList trivia)
    {
        var last = -1;
        for (var index = 0; index < trivia.Count; index++)
        {
            last = trivia[index].IsDirective ? index : last;
        }

        return last;
    }

    private static int Index(SyntaxList<UsingDirectiveSyntax> usings, string @namespace)
    {
        for (var index = 0; index < usings.Count; index++)
        {
            if (!IsPlain(usings[index]) && usings[index].GlobalKeyword.RawKind == 0 || IsPlain(usings[index]) && Compare(@namespace, Name(usings[index])) < 0)
            {
                return index;
            }
        }

        return usings.Count;
    }

    private static int Compare(string one, string other)
    {
        var isSystem = IsSystem(other).CompareTo(IsSystem(one));
        return isSystem != 0 ? isSystem : StringComparer.OrdinalIgnoreCase.Compare(one, other);
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsPlain(UsingDirectiveSyntax directive) =>
        directive is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 };

    private static string Name(UsingDirectiveSyntax directive) => directive.NamespaceOrType.ToString();

    private static SyntaxTrivia EndOfLine(CompilationUnitSyntax unit)
    {
        foreach (var token in unit.DescendantTokens())
        {
            foreach (var trivia in token.TrailingTrivia)
            {
                if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                {
                    return trivia;
                }
            }
        }

        return SyntaxFactory.LineFeed;
    }
}
