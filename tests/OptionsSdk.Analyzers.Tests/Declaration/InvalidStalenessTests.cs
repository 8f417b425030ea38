namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1035.</summary>
public sealed class InvalidStalenessTests
{
    [Theory]
    [InlineData("\"300\"")]
    [InlineData("\"00:00:00\"")]
    [InlineData("\"-00:05:00\"")]
    [InlineData("\"24:00:00\"")]
    [InlineData("\"5 minutes\"")]
    [InlineData("\"\"")]
    [InlineData("null!")]
    [InlineData("maxStaleness: Limit")]
    public Task A_limit_that_is_no_positive_duration_is_found(string limit) =>
        Group.With($$"""private const string Limit = "0:0"; [{|OSDK1035:MaxStaleness({{limit}})|}] public partial int Value { get; }""").FindsAsync();

    [Theory]
    [InlineData("\"00:05:00\"")]
    [InlineData("\" 00:05 \"")]
    [InlineData("\"1.12:00:00.5\"")]
    [InlineData("Limit")]
    public Task A_positive_duration_is_right(string limit) =>
        Group.With($$"""private const string Limit = "00:00:00.1"; [MaxStaleness({{limit}})] public partial int Value { get; }""").FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_an_example() => Assert.Equal(
        ["The limit of [MaxStaleness] of the option 'mail.port' must be a positive duration such as 00:05:00"],
        await Group.With("[{|OSDK1035:MaxStaleness(\"5\")|}] public partial int Port { get; }").MessagesAsync());
}
