namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1034.</summary>
public sealed class LostMemberDefaultTests
{
    [Theory]
    [InlineData("public sealed class Relay { public int Port { get; init; } = 25; }")]
    [InlineData("public sealed record Relay(string Host) { public int Port { get; init; } = 25; }")]
    [InlineData("public sealed record Relay(string Host, Window Window); public readonly record struct Window(int Hours = 8);")]
    public Task A_default_that_stored_values_lose_is_found(string relay) => OwnTypes.Relay(relay, "OSDK1034").FindsAsync();

    [Theory]
    [InlineData("public sealed record Relay(string Host, int Port = 25);")]
    [InlineData("public sealed record Relay(string Host) { public string Host { get; init; } = Host.Trim(); }")]
    [InlineData("public sealed class Relay { public required string Host { get; init; } = \"\"; public int Port { get; init; } }")]
    [InlineData("public sealed class Relay { public required string Host { get; init; } public int Port { get; } = 25; }")]
    [InlineData("public sealed record Relay(string Host, Window Window); [method: JsonConstructor] public readonly record struct Window(int Hours = 8);")]
    public Task A_default_of_a_parameter_or_none_is_right(string relay) => OwnTypes.Relay(relay, "").FindsAsync();

    [Fact]
    public async Task The_message_names_key_member_and_remedy() => Assert.Equal(
        ["The option 'mail.relay' holds 'Relay.Port', which loses its default where stored JSON does not have it; make it a constructor parameter with a default value"],
        await OwnTypes.Relay("public sealed class Relay { public int Port { get; init; } = 25; }", "OSDK1034").MessagesAsync());
}
