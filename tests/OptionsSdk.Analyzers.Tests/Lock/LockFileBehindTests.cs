namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1108.</summary>
public sealed class LockFileBehindTests
{
    [Fact]
    public async Task A_type_that_holds_more_is_found() => Assert.Equal(
        ["The option 'mail.port' has changed its type from 'int' to 'long', which stored values survive, but options.lock.json does not know it yet; run 'dotnet build -t:UpdateOptionsLock'"],
        await AnalyzerTest.Of(LockFileText.Group("public partial long {|OSDK1108:Port|} { get; }")).WithLock("""mail.port: { "type": "int" }""").MessagesAsync());

    [Fact]
    public async Task A_new_member_of_an_enumeration_is_found() => Assert.Equal(
        ["The option 'mail.level' has other members of 'global::Level' as values, which stored values survive, but options.lock.json does not know it yet; run 'dotnet build -t:UpdateOptionsLock'"],
        await AnalyzerTest.Of(LockFileText.Group("public partial Level {|OSDK1108:Level|} { get; }", "public enum Level { Debug, Fatal }"))
            .WithAdditionalFile(LockFileText.Path, LockFileText.Of(["""mail.level: { "type": "global::Level" }"""], ["""global::Level: { "members": ["Debug"] }"""], []))
            .MessagesAsync());

    [Fact]
    public Task Members_that_may_be_combined_now_are_found() => AnalyzerTest.Of(LockFileText.Group("public partial Level {|OSDK1108:Level|} { get; }", "[Flags] public enum Level { Debug, Fatal }"))
        .WithAdditionalFile(LockFileText.Path, LockFileText.Of(["""mail.level: { "type": "global::Level" }"""], ["""global::Level: { "members": ["Debug", "Fatal"] }"""], []))
        .FindsAsync();

    [Fact]
    public Task Other_values_of_the_same_members_are_no_change() => AnalyzerTest.Of(LockFileText.Group("public partial Level Level { get; }", "public enum Level { Fatal = 7, Debug = 0 }"))
        .WithAdditionalFile(LockFileText.Path, LockFileText.Of(["""mail.level: { "type": "global::Level" }"""], ["""global::Level: { "members": ["Debug", "Fatal"] }"""], []))
        .FindsAsync();

    [Fact]
    public async Task Other_flags_are_found() => Assert.Contains(
        "has changed its flags from 'Required' to 'PrioritizeDisk | AllowEmpty'",
        Assert.Single(await AnalyzerTest.Of(LockFileText.Group("[Option(OptionFlags.PrioritizeDisk | OptionFlags.AllowEmpty)] public partial int {|OSDK1108:Port|} { get; }"))
            .WithLock("""mail.port: { "type": "int", "flags": "Required" }""").MessagesAsync()),
        StringComparison.Ordinal);
}
