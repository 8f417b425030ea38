namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1021.</summary>
public sealed class UndecidedFlagsTests
{
    private const string Around =
        """
        using Aliased = OptionsSdk.OptionAttribute;
        using F = OptionsSdk.OptionFlags;
        using static OptionsSdk.OptionFlags;

        public static class Own
        {
            public const OptionFlags Mine = OptionFlags.Required;
            public const OptionFlags Immutable = OptionFlags.Default;
            public const string Required = "mail.required";
            public const string Key = "mail.key";
        }

        namespace Other { public sealed class OptionAttribute(string key) : Attribute { public string Key => key; } }
        """;

    [Theory]
    [InlineData("[Option({|OSDK1021:Own.Mine|})]")]
    [InlineData("[Option(flags: {|OSDK1021:Own.Mine|})]")]
    [InlineData("[Option(\"mail.port\", {|OSDK1021:OptionFlags.Required | Own.Mine|})]")]
    [InlineData("[Option({|OSDK1021:(OptionFlags)16|})]")]
    [InlineData("[Option({|OSDK1021:~OptionFlags.Required|})]")]
    [InlineData("[Option({|OSDK1021:Own.Immutable|})]")]
    [InlineData("[Option({|OSDK1021:Own.Required|})]")]
    [InlineData("[{|OSDK1021:Aliased|}(OptionFlags.Required)]")]
    [InlineData("[{|OSDK1021:Other.Option|}(\"mail.other\")]")]
    public Task Flags_that_syntax_and_compiler_understand_differently_are_found(string attribute) =>
        Group.With($$"""{{attribute}} public partial int Port { get; }""", Around).FindsAsync();

    [Theory]
    [InlineData("[Option(OptionFlags.Required | OptionFlags.AllowEmpty)]")]
    [InlineData("[Option(Required | (PrioritizeDisk))]")]
    [InlineData("[Option(F.Immutable)]")]
    [InlineData("[OptionsSdk.OptionAttribute(OptionsSdk.OptionFlags.Required)]")]
    [InlineData("[Option(Own.Key)]")]
    [InlineData("[Option(key: Own.Required)]")]
    [InlineData("[Option(Own.Required, flags: OptionFlags.Required)]")]
    [InlineData("[Option(\"mail.key\")]")]
    public Task Flags_that_both_understand_alike_are_right(string attribute) =>
        Group.With($$"""{{attribute}} public partial int Port { get; }""", Around).FindsAsync();

    [Fact]
    public async Task The_message_names_key_reason_and_remedy() => Assert.Equal(
        [
            "The flags of the option 'mail.port' cannot be decided from what is written here; combine members of OptionFlags by '|' in the attribute [Option] itself",
            "The flags of the option 'mail.host' read like 'Immutable' but are 'Default'; combine members of OptionFlags by '|' in the attribute [Option] itself",
            "The flags of the option 'mail.user' are read from 'Own.Required', which is a text with the name of a flag; write [Option(key: Own.Required)]",
        ],
        await Group.With(
            """
            [Option(flags: {|OSDK1021:Own.Mine|})] public partial int Port { get; }
            [Option({|OSDK1021:Own.Immutable|})] public partial int Host { get; }
            [Option({|OSDK1021:Own.Required|})] public partial int User { get; }
            """,
            Around).MessagesAsync());
}
