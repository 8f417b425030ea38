namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1104.</summary>
public sealed class LockedDefaultChangedTests
{
    private static Task<IReadOnlyList<string>> MessagesAsync(string property, string locked) =>
        AnalyzerTest.Of(LockFileText.Group(property)).WithLock(locked).MessagesAsync();

    [Fact]
    public async Task Another_default_is_found_with_both() => Assert.Equal(
        ["The default of the option 'mail.port' has changed from '25' to '587'; run 'dotnet build -t:UpdateOptionsLock' if this is meant"],
        await MessagesAsync("public partial int {|OSDK1104:Port|} { get; } = 587;", """mail.port: { "type": "int", "default": "25" }"""));

    [Fact]
    public async Task A_new_default_is_found() => Assert.Contains(
        "from none to '\"localhost\"'",
        Assert.Single(await MessagesAsync("public partial string {|OSDK1104:Host|} { get; } = \"localhost\";", """mail.host: { "type": "string" }""")),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_default_that_is_gone_is_found() => Assert.Contains(
        "from '25' to none",
        Assert.Single(await MessagesAsync("public partial int {|OSDK1104:Port|} { get; }", """mail.port: { "type": "int", "default": "25" }""")),
        StringComparison.Ordinal);

    [Fact]
    public async Task It_is_information() => Assert.Equal(
        Microsoft.CodeAnalysis.DiagnosticSeverity.Info,
        (await AnalyzerTest.Of(LockFileText.Group("public partial int Port { get; } = 1;")).WithLock("""mail.port: { "type": "int" }""").DiagnosticsAsync()).Single(static diagnostic => diagnostic.Id == "OSDK1104").Severity);

    [Theory]
    [InlineData("[Option(OptionFlags.Credential)] public partial string Host { get; } = \"secret\";", "{ \"type\": \"string\", \"default\": \"was\" }")]
    [InlineData("public partial string Host { get; } = \"secret\";", "{ \"type\": \"string\", \"flags\": \"Credential\" }")]
    public async Task The_default_of_a_credential_is_never_shown(string property, string locked)
    {
        var found = await AnalyzerTest.Of(LockFileText.Group(property)).WithLock($"mail.host: {locked}").DiagnosticsAsync();
        Assert.Contains(found, static diagnostic => diagnostic.Id == "OSDK1105");
        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id == "OSDK1104");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Line_ends_in_a_default_are_those_of_the_machine(string lineEnd) => Assert.DoesNotContain(
        await AnalyzerTest.Of(LockFileText.Group($"public partial string Text {{ get; }} = \"\"\"{lineEnd}a{lineEnd}b{lineEnd}\"\"\";")).WithLock("""mail.text: { "type": "string", "default": "\"\"\"\na\nb\n\"\"\"" }""").DiagnosticsAsync(),
        static diagnostic => diagnostic.Id == "OSDK1104");

    [Fact]
    public async Task Comments_and_line_breaks_in_a_default_do_not_count() => Assert.DoesNotContain(
        await AnalyzerTest.Of(LockFileText.Group("public partial int Port { get; } = 20 /* base */\n        + 5;")).WithLock("""mail.port: { "type": "int", "default": "20 + 5" }""").DiagnosticsAsync(),
        static diagnostic => diagnostic.Id == "OSDK1104");
}
