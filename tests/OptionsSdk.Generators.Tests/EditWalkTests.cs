using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Tests;

/// <summary>A long walk of random changes to a project, whose driver remembers all of it: it never differs from one that remembers nothing.</summary>
public sealed class EditWalkTests
{
    private const int Steps = 500;

    private static readonly string[] Project =
    [
        TypingTests.Source,
        Sources.Mail,
        """
        namespace Acme.Shop { partial class MoreOptions { public int Keys => 1; } partial class Outer { public partial class Nested { } } }
        namespace Acme { public static class Reader { public static int Read(MailOptions mail) => mail.Port; } }
        """,
        "using Group = OptionsSdk.OptionGroupAttribute; namespace Acme.Alias; [Group(\"alias\")] public partial class AliasOptions { public partial bool IsOn { get; } }",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    [InlineData(77)]
    public void A_walk_of_random_edits_gives_at_every_step_what_a_run_from_scratch_gives(int seed)
    {
        var random = new Random(seed);
        var texts = Project.ToArray();
        var session = new EditorSession(texts);
        for (var step = 0; step < Steps; step++)
        {
            var file = random.Next(texts.Length);
            switch (random.Next(12))
            {
                case 0:
                    texts[file] = Project[file];
                    break;
                case 1:
                    session.Change(compilation => compilation.WithAssemblyName($"Acme.App{random.Next(3)}"), "another assembly name");
                    continue;
                case 2:
                    session.Change(compilation => Toggle(compilation), "a reference more or less");
                    continue;
                case < 6:
                    texts[file] = Without(texts[file], random);
                    break;
                case < 9:
                    texts[file] = With(texts[file], Piece(texts[random.Next(texts.Length)], random), random);
                    break;
                default:
                    texts[file] = Renamed(texts[file], random);
                    break;
            }

            session.Type(file, texts[file]);
        }

        // What a walk has broken is whole again when its files are.
        for (var file = 0; file < texts.Length; file++)
        {
            session.Type(file, Project[file]);
        }

        Assert.Equal(["Acme.Alias.AliasOptions.g.cs", "Acme.MailOptions.g.cs", "Acme.Shop.MoreOptions.g.cs", "Acme.Shop.Outer.class.g.cs", "OptionsSdk-Registry.g.cs"], session.Files.Keys);
    }

    private static CSharpCompilation Toggle(CSharpCompilation compilation)
    {
        var injection = GeneratorRun.Injection[0];
        return compilation.References.Contains(injection) ? compilation.RemoveReferences(injection) : compilation.AddReferences(injection);
    }

    private static string Without(string text, Random random)
    {
        var node = AnyNode(text, random);
        return node is null ? text : text.Remove(node.SpanStart, node.Span.Length);
    }

    private static string With(string text, string piece, Random random)
    {
        var node = AnyNode(text, random);
        return node is null ? piece : text.Insert(node.SpanStart, $" {piece} ");
    }

    private static string Piece(string text, Random random) => AnyNode(text, random)?.ToString() ?? text;

    private static string Renamed(string text, Random random)
    {
        var names = GeneratorRun.Parse(text, "").GetRoot().DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Length > 0).ToList();
        if (names.Count == 0)
        {
            return text;
        }

        var (from, to) = (names[random.Next(names.Count)], names[random.Next(names.Count)]);
        return text.Remove(from.SpanStart, from.Span.Length).Insert(from.SpanStart, random.Next(2) == 0 ? to.Text : $"{from.Text}{random.Next(9)}");
    }

    // Small pieces more often than whole files, or nothing would be left after a few steps.
    private static SyntaxNode? AnyNode(string text, Random random)
    {
        var nodes = GeneratorRun.Parse(text, "").GetRoot().DescendantNodes().Where(static node => node is not BaseNamespaceDeclarationSyntax && node.Span.Length > 0).ToList();
        return nodes.Count == 0 ? null : nodes[random.Next(nodes.Count)];
    }
}
