using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Analyzers.Tests.Lock;

public sealed class OptionTypeTests
{
    [Theory]
    [InlineData("int")]
    [InlineData("Acme.Level?")]
    [InlineData("global::Level")]
    [InlineData("IReadOnlyDictionary<string, ImmutableArray<IReadOnlyList<int?>>?>")]
    [InlineData("System.ValueTuple<int[], Acme.Outer_1.Ünï<long>>[]?")]
    public void A_canonical_name_is_read_as_it_was_written(string name) => Assert.Equal(name, OptionType.Parse(name)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" int")]
    [InlineData("int ")]
    [InlineData("?")]
    [InlineData("List<")]
    [InlineData("List<>")]
    [InlineData("List<int")]
    [InlineData("List<int,int>")]
    [InlineData("List<int, >")]
    [InlineData("List<int>>")]
    [InlineData("int[")]
    [InlineData("a b")]
    public void What_is_no_canonical_name_is_refused(string name) => Assert.Null(OptionType.Parse(name));

    [Theory]
    [InlineData("Level", "global::Level")]
    [InlineData("Acme.Outer+Level", "Acme.Outer.Level")]
    [InlineData("Outer+Level", "global::Outer.Level")]
    [InlineData("System.Guid", "Guid")]
    [InlineData("Acme.Guid", "Acme.Guid")]
    public void No_name_means_two_types(string metadataName, string expected) => Assert.Equal(expected, OptionType.Of(metadataName, []).ToString());
}
