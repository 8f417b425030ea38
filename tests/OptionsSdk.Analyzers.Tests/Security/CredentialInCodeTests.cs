using OptionsSdk.Analyzers.Tests.Usage;

namespace OptionsSdk.Analyzers.Tests.Security;

/// <summary>OSDK3004.</summary>
public sealed class CredentialInCodeTests
{
    [Fact]
    public Task A_default_is_found() => AnalyzerTest.Of(
        """
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            private const string Secret = "hunter2";

            [Option(OptionFlags.Credential)]
            public partial string Password { get; } = {|OSDK3004:"hunter2"|};

            [Option("mail.token", OptionFlags.Credential | OptionFlags.NoStore)]
            public partial string Token { get; } = {|OSDK3004:Secret|};

            [Option(OptionFlags.Credential)]
            public partial int Pin { get; } = {|OSDK3004:1234|};

            [Option(OptionFlags.Credential)]
            public partial ImmutableArray<string> Tokens { get; } = ["", {|OSDK3004:"a"|}, {|OSDK3004:"b"|}];
        }
        """).FindsAsync();

    [Fact]
    public Task A_default_that_says_nothing_is_right() => AnalyzerTest.Of(
        """
        public enum Mode
        {
            Old = 1,
        }

        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            [Option(OptionFlags.Credential)]
            public partial string Password { get; } = "";

            [Option(OptionFlags.Credential)]
            public partial string Token { get; } = string.Empty;

            [Option(OptionFlags.Credential)]
            public partial string Other { get; }

            [Option(OptionFlags.Credential)]
            public partial int Pin { get; } = 0;

            [Option(OptionFlags.Credential)]
            public partial Mode Mode { get; } = Mode.Old;

            [Option(OptionFlags.Credential)]
            public partial Uri Address { get; } = new("https://example.com/");

            [Option(OptionFlags.Credential)]
            public partial ImmutableArray<string> Names { get; } = [];

            public partial string Host { get; } = "localhost";
        }
        """).FindsAsync();

    [Theory]
    [InlineData("await mail.SetPasswordAsync({|OSDK3004:\"hunter2\"|});")]
    [InlineData("await mail.SetPasswordAsync(by: \"ops\", value: {|OSDK3004:\"hunter2\"|});")]
    [InlineData("await mail.SetPinAsync({|OSDK3004:1234|});")]
    [InlineData("await manager.SetAsync(MailOptions.Keys.Password, {|OSDK3004:\"hunter2\"|});")]
    [InlineData("await manager.SetAsync(value: {|OSDK3004:\"hunter2\"|}, key: MailOptions.Keys.Password);")]
    [InlineData("await manager.SetAsync(\"mail.password\", {|OSDK3004:\"hunter2\"|});")]
    [InlineData("await manager.SetTextAsync(\"mail.password\", {|OSDK3004:\"hunter2\"|});")]
    [InlineData("const string Secret = \"hunter2\"; await mail.SetPasswordAsync({|OSDK3004:Secret|});")]
    [InlineData("batch.Set(MailOptions.Keys.Password, {|OSDK3004:\"hunter2\"|}).SetText(\"mail.pin\", {|OSDK3004:\"1234\"|});")]
    [InlineData("var write = new OptionsSdk.Store.StoreWrite(\"mail.password\", {|OSDK3004:\"\\\"hunter2\\\"\"|});")]
    public Task A_constant_that_is_written_is_found(string statement) => MailGroup.Awaiting(statement).FindsAsync();

    [Fact]
    public Task A_constant_given_to_a_marked_wrapper_is_found() => AnalyzerTest.Of(
        """
        public static class Program
        {
            [OptionWrite]
            public static void Tune(int attempts, [OptionKeyName] string key, string value) => _ = (attempts, key, value);

            public static void Run() => Tune(1, "mail.password", {|OSDK3004:"hunter2"|});
        }
        """).WithLibrary(MailGroup.Source).FindsAsync();

    [Theory]
    [InlineData("await mail.SetPasswordAsync(\"\");")]
    [InlineData("await mail.SetPasswordAsync(\" \");")]
    [InlineData("await mail.SetPasswordAsync(Environment.GetEnvironmentVariable(\"PASSWORD\") ?? \"\", by: \"ops\");")]
    [InlineData("await mail.SetHostAsync(\"relay\", by: \"ops\", because: \"moved\");")]
    [InlineData("await mail.DeletePasswordAsync(by: \"ops\");")]
    [InlineData("await manager.SetAsync(MailOptions.Keys.Host, \"relay\");")]
    [InlineData("await manager.DeleteAsync(\"mail.password\", \"ops\");")]
    [InlineData("using var open = manager.Override(MailOptions.Keys.Password, \"test\");")]
    [InlineData("var password = Console.ReadLine()!; await mail.SetPasswordAsync(password);")]
    public Task What_comes_from_elsewhere_is_right(string statement) => MailGroup.Awaiting(statement).FindsAsync();

    [Fact]
    public Task A_flag_of_the_same_name_in_another_namespace_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        [Flags]
        public enum OptionFlags
        {
            None = 0,
            Credential = 128,
        }

        [AttributeUsage(AttributeTargets.All)]
        public sealed class OptionAttribute(OptionFlags flags) : Attribute
        {
            public OptionFlags Flags => flags;
        }

        [Option(OptionFlags.None)]
        public sealed class MailOptions
        {
            [Option(OptionFlags.Credential)]
            public string Password { get; } = "hunter2";
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The value of the credential 'mail.password' stands in the source code; leave the default empty and set it at run time"],
        await MailGroup.Awaiting("await mail.SetPasswordAsync({|OSDK3004:\"hunter2\"|});").MessagesAsync());
}
