namespace OptionsSdk.Analyzers.Tests.Keys;

public sealed class MirroredEnumerationTests
{
    [Fact]
    public void Flags_are_those_of_the_runtime() => Assert.Equal(Members<OptionFlags>(), Members<Analyzers.Keys.OptionFlags>());

    [Fact]
    public void Operations_are_those_of_the_runtime() => Assert.Equal(Members<OptionOperation>(), Members<Analyzers.Keys.OptionOperation>());

    private static IEnumerable<string> Members<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(static value => $"{value:D}").Concat(Enum.GetNames<T>());
}
