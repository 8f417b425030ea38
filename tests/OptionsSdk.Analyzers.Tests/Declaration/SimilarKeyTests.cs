namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1023.</summary>
public sealed class SimilarKeyTests
{
    private const string Library = """namespace Acme.Library; [OptionGroup("mail")] public partial class RelayOptions { public partial int HostName { get; } }""";

    [Theory]
    [InlineData("[Option({|OSDK1023:\"mail.host_name\"|})] public partial string A { get; } [Option({|OSDK1023:\"mail.host-name\"|})] public partial string B { get; }")]
    [InlineData("[Option({|OSDK1023:\"mail.hostname\"|})] public partial string A { get; } public partial string {|OSDK1023:HostName|} { get; }")]
    [InlineData("[Option({|OSDK1023:\"mail.host.name\"|})] public partial string A { get; } public partial string {|OSDK1023:HostName|} { get; }")]
    public Task Keys_that_differ_by_separators_are_found_at_both(string members) => Group.With(members).FindsAsync();

    [Fact]
    public Task Keys_that_differ_by_case_are_found() => Group.With(
        """[Option({|OSDK1018:{|OSDK1023:"Mail.Port"|}|})] public partial int A { get; } public partial int {|OSDK1023:Port|} { get; }""").FindsAsync();

    [Fact]
    public Task A_similar_key_of_a_reference_is_found() =>
        AnalyzerTest.Of(Group.Source("[Option({|OSDK1023:\"mail.hostname\"|})] public partial string A { get; }")).WithLibrary(Library).FindsAsync();

    [Theory]
    [InlineData("[Option(\"mail.host-name\")] public partial string A { get; } [Option(\"mail.host-names\")] public partial string B { get; }")]
    [InlineData("[Option(\"mail.host:name\")] public partial string A { get; } public partial string HostName { get; }")]
    public Task Other_keys_are_right(string members) => Group.With(members).FindsAsync();

    [Fact]
    public async Task The_message_names_both_keys() => Assert.Equal(
        ["The key 'mail.hostname' differs from 'mail.host-name' of 'RelayOptions.HostName of Acme.Library' only by case or separators, which people confuse; rename one of them"],
        await AnalyzerTest.Of(Group.Source("[Option({|OSDK1023:\"mail.hostname\"|})] public partial string A { get; }")).WithLibrary(Library).MessagesAsync());
}
