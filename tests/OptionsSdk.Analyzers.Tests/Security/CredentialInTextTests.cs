using OptionsSdk.Analyzers.Tests.Usage;

namespace OptionsSdk.Analyzers.Tests.Security;

/// <summary>OSDK3001.</summary>
public sealed class CredentialInTextTests
{
    [Theory]
    [InlineData("var text = $\"password {{|OSDK3001:mail.Password|}}\";")]
    [InlineData("var text = $\"pin {{|OSDK3001:mail.Pin|}:D4}\";")]
    [InlineData("var text = \"password \" + {|OSDK3001:mail.Password|};")]
    [InlineData("var text = \"\"; text += {|OSDK3001:mail.Password|};")]
    [InlineData("var text = string.Format(\"{0} {1}\", mail.Host, {|OSDK3001:mail.Password|});")]
    [InlineData("var text = string.Join(' ', \"a\", {|OSDK3001:mail.Password|});")]
    [InlineData("var text = string.Join(' ', new[] { \"a\", {|OSDK3001:mail.Password|} });")]
    [InlineData("var text = string.Concat(\"a\", {|OSDK3001:mail.Password|});")]
    [InlineData("var text = new System.Text.StringBuilder().Append({|OSDK3001:mail.Password|});")]
    [InlineData("var text = new System.Text.StringBuilder().AppendLine($\"password {{|OSDK3001:mail.Password|}}\");")]
    [InlineData("var text = \"password \" + {|OSDK3001:mail.Password|}.Substring(0, 2);")]
    [InlineData("var text = \"pin \" + {|OSDK3001:mail.Pin|}.ToString();")]
    [InlineData("var text = $\"password {{|OSDK3001:mail.Snapshot().Password|}}\";")]
    [InlineData("var text = $\"password {{|OSDK3001:manager.Get(MailOptions.Keys.Password)|}}\";")]
    [InlineData("var text = $\"password {{|OSDK3001:manager.Get<string>(\"mail.password\")|}}\";")]
    [InlineData("var text = $\"password {{|OSDK3001:manager.GetText(\"mail.password\")|}}\";")]
    [InlineData("var password = mail.Password; var text = $\"password {{|OSDK3001:password|}}\";")]
    public Task A_credential_in_a_text_is_found(string statements) => MailGroup.Doing(statements).FindsAsync();

    [Fact]
    public Task A_credential_of_a_library_is_found() => AnalyzerTest.Of(
        """
        public static class Program
        {
            public static string Run(Acme.MailOptions mail) => $"{{|OSDK3001:mail.Password|}}";
        }
        """).WithLibrary(MailGroup.Source).FindsAsync();

    [Theory]
    [InlineData("Connect(mail.Host, mail.Password);")]
    [InlineData("if (mail.Password == \"\" || string.IsNullOrEmpty(mail.Password)) { return; }")]
    [InlineData("var length = $\"{mail.Password.Length}\";")]
    [InlineData("var name = $\"{nameof(mail.Password)} {nameof(MailOptions.Password)}\";")]
    [InlineData("var text = $\"password {(mail.Password.Length == 0 ? \"empty\" : \"given\")}\";")]
    [InlineData("var text = $\"{mail.Host}:{mail.Port} {MailOptions.Keys.Password}\";")]
    [InlineData("var text = $\"{manager.Explain(\"mail.password\")}\";")]
    [InlineData("var text = $\"{Connect(\"a\", mail.Password)}\"; text += Connect(\"b\", mail.Password);")]
    [InlineData("var header = new System.Net.Http.Headers.AuthenticationHeaderValue(\"Bearer\", mail.Password);")]
    [InlineData("var text = new System.Data.Common.DbConnectionStringBuilder { [\"Password\"] = mail.Password }.ConnectionString;")]
    [InlineData("var password = mail.Password; password = \"hidden\"; var text = $\"password {password}\";")]
    [InlineData("var pin = mail.Pin + 1;")]
    public Task A_credential_that_is_used_is_right(string statements) => MailGroup.With(
        $$"""
        public static class Program
        {
            public static void Run(MailOptions mail, OptionManager manager)
            {
                {{statements}}
            }

            private static bool Connect(string host, string password) => host != password;
        }
        """).FindsAsync();

    [Fact]
    public Task A_credential_of_another_library_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        public sealed class MailOptions
        {
            public string Password => "";
        }

        public static class Program
        {
            public static string Run(MailOptions mail) => $"{mail.Password}";
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The credential 'mail.password' becomes part of a text, which soon ends up in a log; leave it out"],
        await MailGroup.Doing("var text = $\"password {{|OSDK3001:mail.Password|}}\";").MessagesAsync());
}
