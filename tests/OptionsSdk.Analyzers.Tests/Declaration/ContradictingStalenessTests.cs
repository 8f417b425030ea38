namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1036.</summary>
public sealed class ContradictingStalenessTests
{
    [Theory]
    [InlineData("[Option(OptionFlags.NoStore)] [{|OSDK1036:MaxStaleness(\"00:05:00\")|}] public partial int Value { get; } = 1;")]
    [InlineData("[{|OSDK1036:MaxStaleness(\"00:05:00\", OnExpired = OnExpired.UseDefault)|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1036:MaxStaleness(\"00:05:00\", OnExpired = (OnExpired)2)|}] public partial int Value { get; } = 1;")]
    public Task A_limit_that_means_nothing_for_its_option_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("[MaxStaleness(\"00:05:00\", OnExpired = OnExpired.UseDefault)] public partial int Value { get; } = 1;")]
    [InlineData("[MaxStaleness(\"00:05:00\", OnExpired = OnExpired.KeepLast)] public partial int Value { get; }")]
    [InlineData("[Option(OptionFlags.StoreOnly)] [MaxStaleness(\"00:05:00\")] public partial int Value { get; }")]
    [InlineData("[OptionsSdk.MaxStalenessAttribute(\"00:05:00\")] public partial int Value { get; }")]
    [InlineData("[Option(OptionFlags.NoStore)] public partial int Value { get; } = 1;")]
    public Task A_limit_of_a_stored_value_is_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task A_limit_behind_an_alias_is_found() =>
        AnalyzerTest.Of(Group.Source("[{|OSDK1036:Alias(\"00:05:00\")|}] public partial int Value { get; }", "using Alias = OptionsSdk.MaxStalenessAttribute;")).FindsAsync();

    [Fact]
    public Task Another_attribute_of_the_name_is_found() =>
        Group.With(
            "[{|OSDK1036:Other.MaxStaleness(\"00:05:00\")|}] public partial int Value { get; }",
            "public static class Other { public sealed class MaxStalenessAttribute(string text) : Attribute { public string Text => text; } }").FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_reason() => Assert.Equal(
        ["[MaxStaleness] of the option 'mail.port' limits what is never stored; remove it or the flag NoStore"],
        await Group.With("[Option(OptionFlags.NoStore)] [{|OSDK1036:MaxStaleness(\"00:05:00\")|}] public partial int Port { get; } = 1;").MessagesAsync());
}
