namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1033.</summary>
public sealed class UnsupportedMemberTests
{
    [Theory]
    [InlineData("public sealed record Relay(DateTime At);")]
    [InlineData("public sealed record Relay(object Any);")]
    [InlineData("public sealed record Relay((int, int) Pair);")]
    [InlineData("public sealed record Relay(IReadOnlyList<string> Hosts);")]
    [InlineData("public sealed record Relay(ImmutableHashSet<string> Hosts);")]
    [InlineData("public sealed record Relay(ImmutableDictionary<int, string> Hosts);")]
    [InlineData("public sealed record Relay([Range(1, 5)] int Port);")]
    [InlineData("public sealed record Relay([property: Range(1, 5)] int Port);")]
    [InlineData("public sealed class Relay { [StringLength(5)] public required string Host { get; init; } }")]
    [InlineData("public sealed class Relay { public required string Host { get; init; } [JsonExtensionData] public IDictionary<string, JsonElement>? Rest { get; init; } }")]
    [InlineData("public enum Mode { Off } public sealed record Relay([property: JsonConverter(typeof(JsonStringEnumConverter<Mode>))] Mode Mode);")]
    [InlineData("public sealed record Relay([property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int Port);")]
    [InlineData("[JsonConverter(typeof(int))] public sealed record Relay(int Port);")]
    public Task A_member_that_options_cannot_hold_is_found(string relay) => OwnTypes.Relay(relay, "OSDK1033").FindsAsync();

    [Theory]
    [InlineData("public enum Mode { Off } public sealed record Relay(DateTimeOffset At, Mode? Mode, [property: JsonPropertyName(\"p\")] int Port, JsonElement Any);")]
    [InlineData("public sealed record Relay(string Host) { [JsonIgnore] public DateTime At { get; init; } public IReadOnlyList<string> Parts => Host.Split('.'); }")]
    public Task A_member_that_options_hold_or_json_does_not_have_is_right(string relay) => OwnTypes.Relay(relay, "").FindsAsync();

    [Fact]
    public Task A_type_that_contains_itself_without_end_is_looked_at_to_an_end() =>
        OwnTypes.With("public partial Relay {|OSDK1011:Relay|} { get; }", "public sealed record Box<T>(Box<Box<T>>? Inner = null); public sealed record Relay(Box<int>? Box = null);", "Box<string>", "Relay").FindsAsync();

    [Fact]
    public async Task The_message_names_key_member_and_remedy() => Assert.Equal(
        [
            "The option 'mail.relay' holds 'Relay.At', which has the type 'DateTime', which is not supported inside another type; use 'DateTimeOffset'",
            "The option 'mail.relay' holds 'Relay.Port', which has [Range], which nothing would run; check it in the option's Validate hook or in the type's constructor",
        ],
        [
            .. await OwnTypes.Relay("public sealed record Relay(DateTime At);", "OSDK1033").MessagesAsync(),
            .. await OwnTypes.Relay("public sealed record Relay([Range(1, 5)] int Port);", "OSDK1033").MessagesAsync(),
        ]);
}
