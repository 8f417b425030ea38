namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1030.</summary>
public sealed class TypeNotInJsonContextTests
{
    private const string Types =
        """
        public sealed record Relay(string Host);
        public sealed record Route(ImmutableArray<Relay> Relays, Window? Window = null);
        public readonly record struct Window { public required int Hours { get; init; } }
        public sealed record Page<T>(ImmutableArray<T> Items);
        """;

    [Theory]
    [InlineData("Relay", "string")]
    [InlineData("Route", "Relay")]
    [InlineData("Page<Relay>", "Page<Route>")]
    public Task A_type_that_the_context_does_not_have_is_found(string type, string listed) =>
        OwnTypes.With($"public partial {{|OSDK1030:{type}|}} Value {{ get; }} = Make.Of<{type}>();", Types, listed).FindsAsync();

    [Theory]
    [InlineData("Relay", "Relay")]
    [InlineData("Relay", "Route")]
    [InlineData("Relay", "Page<Relay>")]
    [InlineData("Relay", "Relay[]")]
    [InlineData("Relay", "Dictionary<string, Relay>")]
    [InlineData("Page<Relay>", "Page<Relay>")]
    public Task A_type_that_the_context_has_alone_or_inside_another_is_right(string type, string listed) =>
        OwnTypes.With($"public partial {type} Value {{ get; }} = Make.Of<{type}>();", Types, listed).FindsAsync();

    [Fact]
    public Task A_value_type_is_right_as_a_nullable_one() => OwnTypes.With("public partial Window? Value { get; }", Types, "Window").FindsAsync();

    [Fact]
    public Task What_is_no_context_has_nothing() => AnalyzerTest.Of(
        """
        public sealed record Relay(string Host);
        [OptionGroup("mail", JsonContext = typeof(Relay))]
        public sealed partial class MailOptions { public partial {|OSDK1030:Relay|} Relay { get; } = new("a"); }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_context_and_remedy() => Assert.Equal(
        ["The option 'mail.value' has the type 'Relay', but the JSON context 'MailJson' does not have it; add [JsonSerializable(typeof(Relay))]"],
        await OwnTypes.With("public partial {|OSDK1030:Relay|} Value { get; } = new(\"a\");", Types, "Window").MessagesAsync());
}
