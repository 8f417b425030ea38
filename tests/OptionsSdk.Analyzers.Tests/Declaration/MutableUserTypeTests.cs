namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1032.</summary>
public sealed class MutableUserTypeTests
{
    [Theory]
    [InlineData("public sealed class Relay { public string Host { get; set; } = \"\"; }")]
    [InlineData("public sealed class Relay { public required string Host { get; set; } }")]
    [InlineData("public sealed class Relay(string host) { public string Host { get; private set; } = host; }")]
    [InlineData("public sealed class Relay(string host) { public string Host { get; } = host; private int _uses; public int Uses => ++_uses; }")]
    [InlineData("public sealed record Relay(string Host) { public int Port; }")]
    [InlineData("public class Named { public string Name { get; set; } = \"\"; } public sealed class Relay : Named { public required string Host { get; init; } }")]
    [InlineData("public sealed record Relay(Backup Backup); public sealed class Backup { public string Host { get; set; } = \"\"; }")]
    [InlineData("public sealed record Relay(ImmutableArray<Backup> Backups); public sealed class Backup { public string Host { get; set; } = \"\"; }")]
    [InlineData("public sealed record Relay(List<string> Hosts);")]
    [InlineData("public sealed record Relay(string[] Hosts);")]
    [InlineData("public sealed record Relay(ImmutableDictionary<string, int[]> Ports);")]
    public Task A_member_that_can_be_changed_is_found(string relay) => OwnTypes.Relay(relay, "OSDK1032").FindsAsync();

    [Theory]
    [InlineData("public sealed class Relay(string host) { private readonly int _length = host.Length; public string Host { get; } = host; public int Length => _length; }")]
    [InlineData("public sealed class Relay { public required string Host { get; init; } public static int Made { get; set; } public const int Limit = 5; }")]
    [InlineData("public sealed record Relay(string Host, ImmutableArray<string> Names, ImmutableSortedDictionary<string, decimal?>? Costs = null, Uri? Link = null);")]
    [InlineData("public sealed record Relay(string Host) { public string[] Parts => Host.Split('.'); }")]
    public Task An_immutable_type_is_right(string relay) => OwnTypes.Relay(relay, "").FindsAsync();

    [Fact]
    public async Task The_message_names_key_member_and_remedy() => Assert.Equal(
        ["The option 'mail.relay' holds 'Relay.Host', which can be changed; make it get-only or init-only, because a value is shared by all readers"],
        await OwnTypes.Relay("public sealed class Relay { public string Host { get; set; } = \"\"; }", "OSDK1032").MessagesAsync());
}
