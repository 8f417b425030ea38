namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1017.</summary>
public sealed class DuplicateKeyTests
{
    private const string Library =
        """
        namespace Acme.Library;

        [OptionGroup("mail")]
        public partial class RelayOptions
        {
            public partial int Port { get; } = 25;
        }
        """;

    [Fact]
    public Task Two_options_with_one_key_are_found_at_both_wherever_they_stand() => AnalyzerTest.Of(
        """[OptionGroup("mail")] public partial class MailOptions { public partial int {|OSDK1017:Port|} { get; } }""",
        """[OptionGroup] public partial class RelayOptions { [Option({|OSDK1017:"mail.port"|})] public partial int Number { get; } public partial int Port { get; } }""").FindsAsync();

    [Fact]
    public Task Two_options_of_one_group_are_found() =>
        Group.With("""public partial int {|OSDK1017:Port|} { get; } [Option({|OSDK1017:Key|})] public partial int Other { get; } private const string Key = "mail." + "port";""").FindsAsync();

    [Fact]
    public Task An_option_of_a_reference_is_found() =>
        AnalyzerTest.Of(Group.Source("public partial int {|OSDK1017:Port|} { get; }")).WithLibrary(Library).FindsAsync();

    [Fact]
    public Task A_class_of_the_same_name_in_a_reference_is_another_declaration() =>
        AnalyzerTest.Of("""namespace Acme.App; [OptionGroup("mail")] public partial class RelayOptions { public partial int {|OSDK1017:Port|} { get; } }""").WithLibrary(Library).FindsAsync();

    [Fact]
    public Task Different_keys_are_right() =>
        AnalyzerTest.Of(Group.Source("""[Option("relay.port")] public partial int Port { get; } public partial int Number { get; }""")).WithLibrary(Library).FindsAsync();

    [Fact]
    public Task A_property_that_is_no_option_has_no_key() =>
        Group.With("""public partial int Port { get; } [NotAnOption] public int Other => 1; public const string Key = "mail.port";""").FindsAsync();

    [Fact]
    public async Task The_message_names_key_and_the_other_place()
    {
        var test = AnalyzerTest.Of(Group.Source("public partial int {|OSDK1017:Port|} { get; }")).WithLibrary(Library);
        Assert.Equal(["The key 'mail.port' is declared by 'RelayOptions.Port of Acme.Library' as well; give one of them another key"], await test.MessagesAsync());
        Assert.Empty((await test.DiagnosticsAsync()).Single(static diagnostic => diagnostic.Id == "OSDK1017").AdditionalLocations);
    }

    [Fact]
    public async Task The_other_place_in_the_same_project_can_be_gone_to()
    {
        var found = await Group.With("""public partial int Port { get; } [Option("mail.port")] public partial int Other { get; }""").DiagnosticsAsync();
        Assert.Equal(["Other", "Port"], found.Where(static diagnostic => diagnostic.Id == "OSDK1017").Select(static diagnostic => diagnostic.AdditionalLocations.Single() is var place ? place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length) : ""));
    }
}
