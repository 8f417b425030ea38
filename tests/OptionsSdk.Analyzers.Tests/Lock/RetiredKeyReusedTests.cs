namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1102.</summary>
public sealed class RetiredKeyReusedTests
{
    private static readonly string Marked = LockFileText.Group("public partial int {|OSDK1102:Port|} { get; } = 25;");

    [Fact]
    public Task A_key_that_the_file_calls_retired_is_found() => AnalyzerTest.Of(Marked)
        .WithAdditionalFile(LockFileText.Path, LockFileText.Of([], [], ["\"mail.port\""]))
        .FindsAsync();

    [Fact]
    public Task A_key_that_the_assembly_retires_is_found_without_a_lock_file() => AnalyzerTest.Of("[assembly: RetiredOption(\"mail.port\")]", Marked).FindsAsync();

    [Fact]
    public Task A_key_that_is_locked_and_retired_has_this_problem_alone() => AnalyzerTest.Of("[assembly: RetiredOption(\"mail.port\")]", Marked)
        .WithLock("""mail.port: { "type": "string" }""")
        .FindsAsync();

    [Fact]
    public Task Only_the_declarations_of_the_key_are_found() => AnalyzerTest.Of(
        "[assembly: RetiredOption(\"mail.port\")]",
        LockFileText.Group("""public partial string Host { get; } = ""; [Option("mail.port")] public partial int {|OSDK1102:Other|} { get; } = 25;""")).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The key 'mail.port' was retired, so that old stored values may meet the new declaration; use another key"],
        await AnalyzerTest.Of("[assembly: RetiredOption(\"mail.port\")]", Marked).MessagesAsync());

    [Fact]
    public Task A_key_that_differs_by_case_is_another() => AnalyzerTest.Of("[assembly: RetiredOption(\"mail.Port\")]", LockFileText.Group("public partial int Port { get; } = 25;")).FindsAsync();

    [Fact]
    public Task What_a_library_retires_is_its_own_affair() => AnalyzerTest.Of(LockFileText.Group("public partial int Port { get; } = 25;"))
        .WithLibrary("[assembly: RetiredOption(\"mail.port\")]")
        .FindsAsync();
}
