using System.Collections.Immutable;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Tests;

public sealed class HintNameTests
{
    [Fact]
    public void A_group_is_generated_into_a_file_of_its_full_name() =>
        Assert.Equal("Acme.Outer.MailOptions", HintName.Of(["Acme", "Outer", "MailOptions"]));

    [Fact]
    public void A_long_name_is_cut_and_told_apart_by_a_digest_that_never_changes()
    {
        var name = HintName.Of([new string('a', 100), new string('b', 100)]);

        Assert.Equal($"{new string('a', 80)}-8f6f28d5", name);
        Assert.NotEqual(name, HintName.Of([new string('a', 100), new string('b', 101)]));
    }

    [Fact]
    public void A_character_that_the_compiler_refuses_in_file_names_is_replaced_without_making_names_equal()
    {
        var (first, second) = (HintName.Of(["A\u0301"]), HintName.Of(["A\u0300"]));

        Assert.StartsWith("A--", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Only_names_that_differ_by_case_alone_collide()
    {
        ImmutableArray<RegistryEntry> entries = [new("a", "Mail", "__"), new("b", "mail", "__"), new("c", "Other", "__")];

        Assert.Equal(["Mail", "mail"], HintName.Collisions(entries));
    }

    [Fact]
    public void Groups_whose_names_differ_by_case_alone_are_both_generated()
    {
        var run = GeneratorRun.Of(
            """
            namespace Acme;
            [OptionsSdk.OptionGroup("a")] public partial class Mail { public partial int Port { get; } }
            [OptionsSdk.OptionGroup("b")] public partial class mail { public partial int Port { get; } }
            [OptionsSdk.OptionGroup("c")] public partial class Other { public partial int Port { get; } }
            """).AssertCompiles(3);

        Assert.Contains("Acme.Other.g.cs", run.Files.Keys);
    }

    [Fact]
    public void No_group_is_generated_into_the_registrys_file() => GeneratorRun.Of(
        "namespace OptionsSdk { [OptionGroup] public partial class Registry { public partial int Port { get; } } }").AssertCompiles(1);

    [Theory]
    [InlineData("Acme", "Acme")]
    [InlineData("Acme.Mail", "Acme_Mail")]
    [InlineData("Acme_Mail", "Acme__005FMail")]
    [InlineData("Acme-Mail", "Acme__002DMail")]
    [InlineData("Acme..Mail", "Acme__002E_Mail")]
    [InlineData("Acme.", "Acme__002E")]
    [InlineData("3Acme", "__0033Acme")]
    [InlineData("class", "class__")]
    [InlineData("", "Unnamed")]
    public void No_two_assemblies_have_registries_of_one_name(string assembly, string expected) => Assert.Equal(expected, RegistryName.Of(assembly));
}
