namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1106.</summary>
public sealed class KeyNotLockedTests
{
    private static readonly string Marked = LockFileText.Group("public partial int {|OSDK1106:Port|} { get; } = 25;");
    private static readonly string Unmarked = LockFileText.Group("public partial int Port { get; } = 25;");

    [Fact]
    public Task A_new_key_is_found_at_its_property() => AnalyzerTest.Of(
        LockFileText.Group("public partial int {|OSDK1106:Port|} { get; } = 25;\n    public partial string Host { get; } = \"\";"))
        .WithLock("""mail.host: { "type": "string", "default": "\"\"" }""")
        .FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The key 'mail.port' is not in options.lock.json; run 'dotnet build -t:UpdateOptionsLock'"],
        await AnalyzerTest.Of(Marked).WithLock().MessagesAsync());

    [Fact]
    public Task Every_key_is_new_while_the_file_is_not_written() => AnalyzerTest.Of(Marked).WithOption("build_property.OptionsSdkLock", "True").FindsAsync();

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public Task Nothing_is_found_where_the_lock_is_off(string value) => AnalyzerTest.Of(Unmarked).WithOption("build_property.OptionsSdkLock", value).FindsAsync();

    [Fact]
    public Task Nothing_is_found_where_nobody_speaks_of_a_lock() => AnalyzerTest.Of(Unmarked).FindsAsync();

    [Fact]
    public Task The_keys_of_a_library_are_not_locked_here() => AnalyzerTest.Of("public sealed class Nothing;").WithLibrary(Unmarked).WithLock().FindsAsync();

    [Fact]
    public Task What_is_no_option_needs_no_lock() => AnalyzerTest.Of(
        LockFileText.Group("[NotAnOption] public partial int Port { get; }", "public sealed partial class MailOptions { public partial int Port => 1; }"))
        .WithLock()
        .FindsAsync();

    [Fact]
    public Task A_marker_of_the_same_name_in_another_namespace_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class OptionGroupAttribute(string name) : Attribute
        {
            public string Name => name;
        }

        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            public partial int Port { get; }
            public partial int Port => 25;
        }
        """).WithLock().FindsAsync();
}
