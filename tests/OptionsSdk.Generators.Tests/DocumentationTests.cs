using Microsoft.CodeAnalysis;

namespace OptionsSdk.Generators.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public void The_users_documentation_stays_the_propertys()
    {
        var type = GeneratorRun.Of(Sources.Mail).AssertCompiles(1).Output.GetTypeByMetadataName("Acme.MailOptions")!;

        var documentation = type.GetMembers("Port").Single().GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("<summary>Port of the relay.</summary>", documentation, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_public_generated_member_is_documented_and_every_reference_in_it_is_found()
    {
        var output = GeneratorRun.Of(Sources.Mail, "/// <summary>A.</summary>\n[OptionsSdk.OptionGroup] public partial class @class { /// <summary>B.</summary>\npublic partial int @event { get; } }").AssertCompiles(2).Output;
        var members = new[] { "Acme.MailOptions", "class", "OptionsSdk.Generated.Registries.Acme_App" }
            .SelectMany(name => Members(output.GetTypeByMetadataName(name)!))
            .Where(static member => member is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false, CanBeReferencedByName: true })
            .ToList();

        Assert.True(members.Count > 30, $"{members.Count} members");
        Assert.All(members, static member =>
        {
            var documentation = member.GetDocumentationCommentXml(expandIncludes: true, cancellationToken: TestContext.Current.CancellationToken) ?? "";
            Assert.True(documentation.Contains("<summary>", StringComparison.Ordinal) || documentation.Contains("<inheritdoc cref=\"P:", StringComparison.Ordinal), $"{member}: {documentation}");
            Assert.DoesNotContain("\"!:", documentation, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers().SelectMany(static member => member is INamedTypeSymbol nested ? Members(nested).Append(nested) : [member]);
}
