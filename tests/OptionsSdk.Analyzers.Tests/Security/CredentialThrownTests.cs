using OptionsSdk.Analyzers.Tests.Usage;

namespace OptionsSdk.Analyzers.Tests.Security;

/// <summary>OSDK3003.</summary>
public sealed class CredentialThrownTests
{
    [Theory]
    [InlineData("throw new InvalidOperationException({|OSDK3003:mail.Password|});")]
    [InlineData("throw new InvalidOperationException($\"Password {{|OSDK3003:mail.Password|}} was refused.\");")]
    [InlineData("throw new InvalidOperationException(string.Format(\"Password {0} was refused.\", {|OSDK3003:mail.Password|}));")]
    [InlineData("throw new ArgumentException(\"Refused: \" + {|OSDK3003:mail.Password|}, nameof(mail));")]
    [InlineData("throw new ArgumentOutOfRangeException(nameof(mail), {|OSDK3003:mail.Pin|}, \"Refused.\");")]
    [InlineData("throw new RefusedException({|OSDK3003:mail.Snapshot().Password|});")]
    [InlineData("var password = mail.Password; throw new RefusedException({|OSDK3003:password|});")]
    public Task A_credential_in_an_exception_is_found(string statement) => Throwing(statement).FindsAsync();

    [Theory]
    [InlineData("throw new InvalidOperationException($\"The password of {mail.Host} was refused.\");")]
    [InlineData("throw new InvalidOperationException($\"{nameof(mail.Password)} was refused.\");")]
    [InlineData("throw new InvalidOperationException($\"A password of {mail.Password.Length} characters was refused.\");")]
    [InlineData("_ = new System.Net.NetworkCredential(\"mail\", mail.Password);")]
    public Task An_exception_that_gives_nothing_away_is_right(string statement) => Throwing(statement).FindsAsync();

    [Fact]
    public Task A_class_that_is_only_called_exception_means_nothing() => MailGroup.With(
        """
        public sealed class LoginException(string password)
        {
            public string Password => password;
        }

        public static class Program
        {
            public static object Run(MailOptions mail) => new LoginException(mail.Password);
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The credential 'mail.password' becomes part of an exception, which is logged and shown; leave it out"],
        await Throwing("throw new RefusedException({|OSDK3003:mail.Password|});").MessagesAsync());

    private static AnalyzerTest Throwing(string statement) => MailGroup.With(
        $$"""
        public sealed class RefusedException(string message) : Exception(message);

        public static class Program
        {
            public static void Run(MailOptions mail)
            {
                {{statement}}
            }
        }
        """);
}
