namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1011.</summary>
public sealed class MissingDefaultTests
{
    private const string Enumerations = "public enum Level { Low = 1, High } public enum Mode { Off, On } [Flags] public enum Marks { One = 1, Two = 2 }";

    [Theory]
    [InlineData("public partial Uri {|OSDK1011:Value|} { get; }")]
    [InlineData("public partial Version {|OSDK1011:Value|} { get; }")]
    [InlineData("public partial JsonElement {|OSDK1011:Value|} { get; }")]
    [InlineData("public partial char {|OSDK1011:Value|} { get; }")]
    [InlineData("public partial Level {|OSDK1011:Value|} { get; }")]
    [InlineData("public partial Marks {|OSDK1011:Value|} { get; }")]
    public Task A_type_without_an_empty_value_and_without_a_default_is_found(string member) => Group.With(member, Enumerations).FindsAsync();

    [Theory]
    [InlineData("public partial Uri Value { get; } = new(\"https://a.example/\");")]
    [InlineData("public partial Mode Value { get; }")]
    [InlineData("public partial Level? Value { get; }")]
    [InlineData("public partial JsonElement? Value { get; }")]
    [InlineData("public partial string Value { get; }")]
    [InlineData("public partial ImmutableArray<Uri> Value { get; }")]
    [InlineData("[Range(1, 9)] public partial int Value { get; }")]
    public Task A_default_or_an_empty_value_is_enough(string member) => Group.With(member, Enumerations).FindsAsync();

    [Fact]
    public Task A_type_of_the_users_own_has_no_empty_value() =>
        OwnTypes.With("public partial Relay {|OSDK1011:Value|} { get; } public partial ImmutableArray<Relay> Values { get; }", "public sealed record Relay(string Host);", "Relay").FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_and_remedy() => Assert.Equal(
        ["The option 'mail.relay' needs a default, because the type 'Uri' has no obvious empty value; add an initializer"],
        await Group.With("public partial Uri {|OSDK1011:Relay|} { get; }").MessagesAsync());
}
