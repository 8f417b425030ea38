namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1029.</summary>
public sealed class MissingJsonContextTests
{
    private const string Relay = "public sealed record Relay(string Host); public readonly record struct Window(int Hours); namespace Systems { public sealed record Part(int X); }";

    [Theory]
    [InlineData("public partial {|OSDK1029:Relay|} Value { get; }")]
    [InlineData("public partial ImmutableArray<{|OSDK1029:Relay|}> Value { get; }")]
    [InlineData("public partial IReadOnlyDictionary<string, IReadOnlyList<{|OSDK1029:Relay|}>> Value { get; }")]
    [InlineData("public partial {|OSDK1029:Window|}? Value { get; }")]
    [InlineData("public partial {|OSDK1029:Systems.Part|} Value { get; }")]
    public Task A_type_of_the_users_own_without_a_context_is_found_where_it_is_spelled(string member) => AnalyzerTest.Of(Group.Source(member), Relay).FindsAsync();

    [Fact]
    public Task A_context_that_has_the_type_is_enough() => OwnTypes.Relay("public sealed record Relay(string Host);", "").FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_and_remedy() => Assert.Equal(
        ["The option 'mail.relay' has the type 'Relay' of your own; name a JsonSerializerContext that has [JsonSerializable(typeof(Relay))] on the group: [OptionGroup(JsonContext = typeof(…))]"],
        await Group.With("public partial {|OSDK1029:Relay|} Relay { get; } = new(\"a\");", "public sealed record Relay(string Host);").MessagesAsync());
}
