namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1105.</summary>
public sealed class LockedFlagsChangedTests
{
    [Theory]
    [InlineData("Immutable", "is immutable now, so that its stored value can no longer be changed")]
    [InlineData("NoStore", "is no longer stored, so that its stored value is ignored")]
    [InlineData("StoreOnly", "must no longer stand in settings")]
    [InlineData("Credential", "is a credential now, although its values may stand in history and logs")]
    public async Task A_new_flag_is_found_with_what_it_means(string flag, string meaning) => Assert.Equal(
        [$"The option 'mail.port' {meaning}; run 'dotnet build -t:UpdateOptionsLock' if this is meant"],
        await AnalyzerTest.Of(LockFileText.Group($"[Option(OptionFlags.{flag})] public partial int {{|OSDK1105:Port|}} {{ get; }}")).WithLock("""mail.port: { "type": "int" }""").MessagesAsync());

    [Theory]
    [InlineData("Immutable", "is no longer immutable and can be written at run time")]
    [InlineData("NoStore", "is stored now")]
    [InlineData("StoreOnly", "may stand in settings now")]
    [InlineData("Credential", "is no longer a credential, so that its value may be shown")]
    public async Task A_flag_that_is_gone_is_found_with_what_it_means(string flag, string meaning) => Assert.Equal(
        [$"The option 'mail.port' {meaning}; run 'dotnet build -t:UpdateOptionsLock' if this is meant"],
        await AnalyzerTest.Of(LockFileText.Group("public partial int {|OSDK1105:Port|} { get; }")).WithLock($$"""mail.port: { "type": "int", "flags": "{{flag}}" }""").MessagesAsync());

    [Fact]
    public Task Each_flag_is_found_by_itself() => AnalyzerTest.Of(LockFileText.Group("[Option(OptionFlags.Immutable)] public partial int {|OSDK1105:{|OSDK1105:Port|}|} { get; }"))
        .WithLock("""mail.port: { "type": "int", "flags": "NoStore" }""")
        .FindsAsync();

    [Theory]
    [InlineData("[Option(OptionFlags.Immutable | OptionFlags.Credential)]", "Credential | Immutable")]
    [InlineData("[Option(OptionFlags.ModifiableBool)]", "AdminModifiable | Bool")]
    [InlineData("[Option(OptionFlags.Default)]", "Default")]
    [InlineData("[Option(OptionFlags.None)]", "Default")]
    [InlineData("", "Default")]
    public Task The_same_flags_in_other_words_are_the_same(string attribute, string locked) =>
        AnalyzerTest.Of(LockFileText.Group($"{attribute} public partial bool Port {{ get; }}")).WithLock($$"""mail.port: { "type": "bool", "flags": "{{locked}}" }""").FindsAsync();

    [Fact]
    public async Task Flags_that_only_the_compiler_can_tell_are_evaluated() => Assert.Single(
        await AnalyzerTest.Of(LockFileText.Group("[Option((OptionFlags)Bits.Two)] public partial int Port { get; }", "internal static class Bits { public const int Two = 2; }"))
            .WithLock("""mail.port: { "type": "int" }""").DiagnosticsAsync(),
        static diagnostic => diagnostic.Id == "OSDK1105");
}
