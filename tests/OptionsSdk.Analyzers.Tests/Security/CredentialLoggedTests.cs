using OptionsSdk.Analyzers.Tests.Usage;

namespace OptionsSdk.Analyzers.Tests.Security;

/// <summary>OSDK3002.</summary>
public sealed class CredentialLoggedTests
{
    [Theory]
    [InlineData("logger.LogInformation(\"Password {Password}\", {|OSDK3002:mail.Password|});")]
    [InlineData("logger.LogError(new InvalidOperationException(), $\"Password {{|OSDK3002:mail.Password|}}\");")]
    [InlineData("logger.LogInformation(\"Mail {@Mail}\", new { mail.Host, Secret = {|OSDK3002:mail.Password|} });")]
    [InlineData("logger.BeginScope({|OSDK3002:mail.Password|});")]
    [InlineData("Log.Connected(logger, {|OSDK3002:mail.Password|});")]
    [InlineData("Console.WriteLine({|OSDK3002:mail.Password|});")]
    [InlineData("Console.Write(\"{0} {1}\", mail.Host, {|OSDK3002:mail.Password|});")]
    [InlineData("Console.WriteLine(\"Password \" + {|OSDK3002:mail.Password|});")]
    [InlineData("Console.Error.WriteLine($\"Password {{|OSDK3002:mail.Password|}}\");")]
    [InlineData("Trace.WriteLine({|OSDK3002:mail.Password|});")]
    [InlineData("Trace.TraceError(\"Password {0}\", {|OSDK3002:mail.Password|});")]
    [InlineData("Debug.WriteLine($\"Password {{|OSDK3002:mail.Password|}}\");")]
    [InlineData("Activity.Current?.SetTag(\"password\", {|OSDK3002:mail.Password|});")]
    [InlineData("Activity.Current?.AddBaggage(\"password\", {|OSDK3002:mail.Password|});")]
    [InlineData("var password = mail.Password; Connect(password); Console.WriteLine({|OSDK3002:password|});")]
    [InlineData("var now = mail.Snapshot(); Console.WriteLine({|OSDK3002:now.Password|});")]
    public Task A_credential_that_is_logged_is_found(string statements) => Logging(statements).FindsAsync();

    [Theory]
    [InlineData("logger.LogInformation(\"Host {Host}\", mail.Host);")]
    [InlineData("logger.LogInformation(\"Password given: {Given}\", mail.Password.Length > 0);")]
    [InlineData("Console.WriteLine(Connect(mail.Password));")]
    [InlineData("Console.WriteLine(MailOptions.Keys.Password);")]
    [InlineData("Activity.Current?.SetTag(nameof(mail.Password), mail.Host);")]
    public Task What_gives_nothing_away_is_right(string statements) => Logging(statements).FindsAsync();

    [Fact]
    public Task A_console_of_another_library_means_nothing() => AnalyzerTest.Of(
        """
        namespace Acme.Elsewhere;

        public static class Console
        {
            public static void WriteLine(string text) => _ = text;
        }

        public static class Program
        {
            public static void Run(MailOptions mail) => Console.WriteLine(mail.Password);
        }
        """,
        MailGroup.Source).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_the_place_and_the_remedy() => Assert.Equal(
        [
            "The credential 'mail.password' is written to a log; leave it out",
            "The credential 'mail.password' is written to the console; leave it out",
            "The credential 'mail.pin' is written to a trace; leave it out",
        ],
        await Logging(
            """
            logger.LogInformation("Password {Password}", {|OSDK3002:mail.Password|});
            Console.WriteLine({|OSDK3002:mail.Password|});
            Trace.WriteLine({|OSDK3002:mail.Pin|});
            """).MessagesAsync());

    private static AnalyzerTest Logging(string statements) => MailGroup.With(
        $$"""
        using System.Diagnostics;
        using Microsoft.Extensions.Logging;

        internal static class Log
        {
            [LoggerMessage(1, LogLevel.Information, "Connected with {password}")]
            public static void Connected(ILogger logger, string password) => _ = (logger, password);
        }

        public static class Program
        {
            public static void Run(MailOptions mail, ILogger logger)
            {
                {{statements}}
            }

            private static bool Connect(string password) => password.Length > 0;
        }
        """);
}
