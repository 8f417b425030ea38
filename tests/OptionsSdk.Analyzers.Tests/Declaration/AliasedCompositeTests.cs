namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1010.</summary>
public sealed class AliasedCompositeTests
{
    private const string Aliases =
        """
        using Numbers = System.Collections.Immutable.ImmutableArray<int>;
        using Quotas = System.Collections.Generic.IReadOnlyDictionary<string, int>;
        using Maybe = System.Nullable<int>;
        using Text = System.String;
        using Mutable = System.Collections.Generic.List<int>;
        """;

    [Theory]
    [InlineData("public partial {|OSDK1010:Numbers|} Value { get; } = [];")]
    [InlineData("public partial {|OSDK1010:Quotas|} Value { get; }")]
    [InlineData("public partial {|OSDK1010:Maybe|} Value { get; }")]
    [InlineData("public partial {|OSDK1010:Numbers|}? Value { get; }")]
    [InlineData("public partial IReadOnlyList<{|OSDK1010:Numbers|}> Value { get; }")]
    [InlineData("public partial {|OSDK1008:Mutable|} Value { get; }")]
    public Task A_composite_behind_an_alias_is_found(string member) => Group.With(member, Aliases).FindsAsync();

    [Theory]
    [InlineData("public partial Text Value { get; } = \"\";")]
    [InlineData("public partial System.Collections.Immutable.ImmutableArray<Text> Value { get; } = [];")]
    [InlineData("[NotAnOption] public Numbers Value { get; } = [];")]
    public Task An_alias_of_a_leaf_is_right(string member) => Group.With(member, Aliases).FindsAsync();

    [Fact]
    public Task A_global_alias_is_found_too() => AnalyzerTest.Of(
        "global using Numbers = System.Collections.Immutable.ImmutableArray<int>;",
        Group.Source("public partial {|OSDK1010:Numbers|} Value { get; }")).FindsAsync();

    [Fact]
    public async Task The_message_names_key_alias_and_composite() => Assert.Equal(
        ["The option 'mail.value' has the type 'Numbers', an alias of the composite 'ImmutableArray<int>'; spell the composite at the property, because its codec is put together from what is spelled there"],
        await Group.With("public partial {|OSDK1010:Numbers|} Value { get; }", Aliases).MessagesAsync());
}
