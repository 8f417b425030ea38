namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1101.</summary>
public sealed class LockedKeyRemovedTests
{
    private const string Port = """mail.port: { "type": "int", "default": "25" }""";
    private const string Host = """mail.host: { "type": "string" }""";
    private static readonly string Program = LockFileText.Group("public partial int Port { get; } = 25;");

    [Fact]
    public Task A_key_that_is_gone_is_found_in_the_file_with_its_remedies() => AnalyzerTest.Of(Program).WithLock(Host, Port).FindsInFilesAsync(
        "OSDK1101 /project/options.lock.json(4,5-16): The key 'mail.host' of options.lock.json is not declared any more, while stored values of it may exist; declare it again, or state [assembly: RetiredOption(\"mail.host\")]");

    [Fact]
    public Task A_renamed_property_loses_its_key() => AnalyzerTest.Of(LockFileText.Group("public partial int {|OSDK1106:SmtpPort|} { get; } = 25;"))
        .WithLock()
        .FindsAsync();

    [Fact]
    public Task A_property_that_keeps_its_key_may_be_renamed() => AnalyzerTest.Of(LockFileText.Group("""[Option("mail.port")] public partial int SmtpPort { get; } = 25;"""))
        .WithLock(Port)
        .FindsInFilesAsync();

    [Fact]
    public Task A_key_may_move_to_another_group() => AnalyzerTest.Of(
        """
        [OptionGroup("")]
        public sealed partial class OtherOptions
        {
            [Option("mail." + "port")]
            public partial int Anything { get; } = 25;
        }
        """).WithLock(Port).FindsInFilesAsync();

    [Fact]
    public Task A_retired_key_may_be_gone() => AnalyzerTest.Of("[assembly: RetiredOption(\"mail.host\")]", Program).WithLock(Host, Port).FindsInFilesAsync();

    [Fact]
    public Task A_key_may_be_retired_by_a_constant_and_an_alias() => AnalyzerTest.Of(
        """
        using Gone = OptionsSdk.RetiredOptionAttribute;

        [assembly: Gone(Names.Host)]

        internal static class Names
        {
            public const string Host = "mail." + "host";
        }
        """,
        Program).WithLock(Host, Port).FindsInFilesAsync();

    [Fact]
    public Task A_key_that_the_file_itself_calls_retired_may_be_gone() => AnalyzerTest.Of(Program)
        .WithAdditionalFile(LockFileText.Path, LockFileText.Of([Host, Port], [], ["\"mail.host\""]))
        .FindsInFilesAsync();

    [Fact]
    public Task Another_attribute_of_the_same_name_retires_nothing() => AnalyzerTest.Of(
        """
        [assembly: Elsewhere.RetiredOption("mail.host")]

        namespace Elsewhere
        {
            [AttributeUsage(AttributeTargets.Assembly)]
            public sealed class RetiredOptionAttribute(string key) : Attribute
            {
                public string Key => key;
            }
        }
        """,
        Program).WithLock(Host, Port).FindsInFilesAsync(
        "OSDK1101 /project/options.lock.json(4,5-16): The key 'mail.host' of options.lock.json is not declared any more, while stored values of it may exist; declare it again, or state [assembly: RetiredOption(\"mail.host\")]");

    [Fact]
    public Task The_keys_of_a_referenced_library_are_not_the_projects_own() => AnalyzerTest.Of(Program)
        .WithLibrary("[OptionGroup(\"mail\")] public sealed partial class LibraryOptions { public partial string Host { get; } = \"\"; }")
        .WithLock(Host, Port)
        .FindsInFilesAsync(
            "OSDK1101 /project/options.lock.json(4,5-16): The key 'mail.host' of options.lock.json is not declared any more, while stored values of it may exist; declare it again, or state [assembly: RetiredOption(\"mail.host\")]");

    [Fact]
    public Task Another_file_means_nothing() => AnalyzerTest.Of(Program)
        .WithAdditionalFile("/project/other.lock.json", LockFileText.Of(Host))
        .FindsInFilesAsync();

    [Fact]
    public Task Without_the_library_nothing_is_found() => AnalyzerTest.Of("public sealed class Nothing;").WithoutRuntime().WithLock(Host).FindsInFilesAsync();
}
