using System.Reflection;
using System.Runtime.Loader;

namespace OptionsSdk.Build.Tests;

/// <summary>What the documentation promises to other tools.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void A_manifest_is_an_attribute_with_a_list_for_each_fact()
    {
        using var folder = new TemporaryFolder();
        var path = DeclaredAssembly.Write(folder, "Acme.App.dll", "[OptionGroup(\"mail\")] public sealed partial class MailOptions { [Option(OptionFlags.Immutable)] public partial int Port { get; } = 25; [Option(OptionFlags.Credential)] public partial String Password { get; } = \"hunter2\"; }");
        var context = new AssemblyLoadContext(nameof(ManifestTests), isCollectible: true);
        using var file = new MemoryStream(File.ReadAllBytes(path));

        var manifest = Assert.Single(
            context.LoadFromStream(file).GetCustomAttributesData(),
            static attribute => attribute.AttributeType.FullName == "OptionsSdk.Generated.OptionManifestAttribute");

        Assert.Equal("MailOptions", ((Type)manifest.ConstructorArguments[0].Value!).FullName);
        Assert.Equal(["Port", "Password"], List("Properties"));
        Assert.Equal(["mail.port", "mail.password"], List("Keys"));
        Assert.Equal([(int)OptionFlags.Immutable, (int)OptionFlags.Credential], List("Flags"));
        Assert.Equal(["int", "String"], List("Types"));
        Assert.Equal(["25", ""], List("Defaults"));
        context.Unload();

        IEnumerable<object> List(string name) =>
            ((IReadOnlyCollection<CustomAttributeTypedArgument>)manifest.NamedArguments.Single(argument => argument.MemberName == name).TypedValue.Value!).Select(static item => item.Value!);
    }
}
