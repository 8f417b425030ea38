namespace OptionsSdk.Generators.Tests;

/// <summary>Groups that cannot work emit nothing, neither a part nor an entry of the registry; their near misses emit both.</summary>
public sealed class SilentGroupTests
{
    private const string Options = "{ public partial int Port { get; } }";

    [Theory]
    [InlineData($"public partial class Outer {{ [OptionsSdk.OptionGroup] private partial class Group {Options} }}")]
    [InlineData($"public partial class Outer {{ [OptionsSdk.OptionGroup] partial class Group {Options} }}")]
    [InlineData($"public partial class Outer {{ [OptionsSdk.OptionGroup] protected partial class Group {Options} }}")]
    [InlineData($"public partial class Outer {{ [OptionsSdk.OptionGroup] private protected partial class Group {Options} }}")]
    [InlineData($"public partial class Outer {{ private partial class Middle {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }} }}")]
    [InlineData($"public partial interface Outer {{ [OptionsSdk.OptionGroup] private partial class Group {Options} }}")]
    [InlineData($"[OptionsSdk.OptionGroup] file partial class Group {Options}")]
    [InlineData($"file partial class Outer {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"[OptionsSdk.OptionGroup] public partial class Group<T> {Options}")]
    [InlineData($"public partial class Outer<T> {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"[OptionsSdk.OptionGroup] public abstract partial class Group {Options}")]
    [InlineData($"[OptionsSdk.OptionGroup] public static partial class Group {Options}")]
    [InlineData($"[OptionsSdk.OptionGroup] public class Group {Options}")]
    [InlineData($"public class Outer {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"[OptionsSdk.OptionGroup] public partial record Group {Options}")]
    [InlineData($"[OptionsSdk.OptionGroup] public partial record struct Group {Options}")]
    [InlineData($"[OptionsSdk.OptionGroup] public partial struct Group {Options}")]
    [InlineData($"[OptionsSdk.OptionGroup] public partial interface Group {Options}")]
    public void A_group_that_no_registry_could_name_emits_nothing(string source)
    {
        var run = GeneratorRun.Of(source);

        Assert.Empty(run.Problems);
        Assert.Equal(["OptionsSdk-Registry.g.cs"], run.Files.Keys);
        Assert.DoesNotContain("Group>", run.Registry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"[OptionsSdk.OptionGroup] partial class Group {Options}")]
    [InlineData($"public partial class Outer {{ [OptionsSdk.OptionGroup] internal partial class Group {Options} }}")]
    [InlineData($"public partial class Outer {{ [OptionsSdk.OptionGroup] protected internal partial class Group {Options} }}")]
    [InlineData($"public partial interface Outer {{ [OptionsSdk.OptionGroup] partial class Group {Options} }}")]
    [InlineData($"public partial record Outer(int Number) {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"public readonly partial struct Outer {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"public readonly ref partial struct Outer {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"public readonly partial record struct Outer {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }}")]
    [InlineData($"internal static partial class Outer {{ internal abstract partial class Middle {{ [OptionsSdk.OptionGroup] public partial class Group {Options} }} }}")]
    public void A_group_that_the_assembly_can_name_is_registered(string source) =>
        Assert.Contains("Group>(),", GeneratorRun.Of(source).AssertCompiles(1).Registry, StringComparison.Ordinal);

    [Theory]
    [InlineData("public static partial int Port { get; }")]
    [InlineData("public partial int Port { get; set; }")]
    [InlineData("public partial int Port { get; init; }")]
    [InlineData("public partial int Port { set; }")]
    [InlineData("public partial int Port { get => 1; }")]
    [InlineData("public partial int Port => 1;")]
    [InlineData("public partial ref int Port { get; }")]
    [InlineData("public unsafe partial int* Port { get; }")]
    [InlineData("public unsafe partial System.Collections.Generic.List<int*[]> Ports { get; }")]
    [InlineData("public partial int this[int index] { get; }")]
    [InlineData("public int Port { get; }")]
    [InlineData("partial int System.Collections.Generic.IReadOnlyCollection<int>.Count { get; }")]
    [InlineData("[OptionsSdk.NotAnOption] public partial int Port { get; } public partial int Port => 1;")]
    [InlineData("[OptionsSdk.NotAnOptionAttribute] public partial int Port { get; }")]
    [InlineData("public partial int Port { get; } public partial int Port => 1;")]
    public void A_property_that_cannot_be_an_option_is_left_alone(string property)
    {
        var run = GeneratorRun.Of($"[OptionsSdk.OptionGroup] public partial class Group {{ {property} }}");

        Assert.Empty(run.Problems);
        Assert.Contains("Properties = new string[] {  },", run.Group, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_another_part_implements_is_left_alone() => GeneratorRun.Of(
        "[OptionsSdk.OptionGroup] public partial class Group { public partial int Port { get; } public partial int Other { get; } }",
        "public partial class Group { public partial int Port => 1; }").AssertCompiles(1);

    [Fact]
    public void A_class_marked_twice_takes_no_other_group_down()
    {
        var run = GeneratorRun.Of(
            $"[OptionsSdk.OptionGroup] public partial class Group {Options}",
            "[OptionsSdk.OptionGroup] public partial class Group { }",
            $"[OptionsSdk.OptionGroup] public partial class Other {Options}");

        Assert.Empty(run.Problems);
        Assert.Equal(["Group.g.cs", "OptionsSdk-Registry.g.cs", "Other.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_attribute_of_the_same_name_in_another_namespace_marks_nothing()
    {
        var run = GeneratorRun.Of(
            """
            namespace Decoy;
            public sealed class OptionGroupAttribute : System.Attribute;
            [OptionGroup] public partial class Group { public int Port { get; } }
            """);

        Assert.Equal(["OptionsSdk-Registry.g.cs"], run.AssertCompiles().Files.Keys);
    }
}
