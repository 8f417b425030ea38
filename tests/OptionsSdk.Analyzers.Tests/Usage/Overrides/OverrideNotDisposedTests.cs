namespace OptionsSdk.Analyzers.Tests.Usage.Overrides;

/// <summary>OSDK2014.</summary>
public sealed class OverrideNotDisposedTests
{
    [Theory]
    [InlineData("{|OSDK2014:manager.Override(MailOptions.Keys.Port, 1)|};")]
    [InlineData("_ = {|OSDK2014:manager.Override(MailOptions.Keys.Port, 1)|};")]
    [InlineData("var open = {|OSDK2014:manager.Override(MailOptions.Keys.Port, 1)|};")]
    [InlineData("IDisposable? open = null; open = {|OSDK2014:manager.Override(MailOptions.Keys.Port, 1)|};")]
    [InlineData("Action start = () => {|OSDK2014:manager.Override(MailOptions.Keys.Port, 1)|}; start();")]
    public Task An_override_that_stays_open_is_found(string statement) => MailGroup.Doing(statement).FindsAsync();

    [Theory]
    [InlineData("using (manager.Override(MailOptions.Keys.Port, 1)) { Console.WriteLine(mail.Port); }")]
    [InlineData("using (var open = manager.Override(MailOptions.Keys.Port, 1)) { Console.WriteLine(mail.Port); }")]
    [InlineData("using var open = manager.Override(MailOptions.Keys.Port, 1);")]
    [InlineData("using var open = mail.UseTls ? manager.Override(MailOptions.Keys.Port, 1) : null;")]
    [InlineData("var open = manager.Override(MailOptions.Keys.Port, 1); open.Dispose();")]
    [InlineData("var open = manager.Override(MailOptions.Keys.Port, 1); try { Console.WriteLine(mail.Port); } finally { open?.Dispose(); }")]
    [InlineData("var open = manager.Override(MailOptions.Keys.Port, 1); using (open) { Console.WriteLine(mail.Port); }")]
    [InlineData("var all = new List<IDisposable>(); all.Add(manager.Override(MailOptions.Keys.Port, 1));")]
    [InlineData("var open = manager.Override(MailOptions.Keys.Port, 1); AppDomain.CurrentDomain.ProcessExit += (_, _) => open.Dispose();")]
    public Task An_override_that_somebody_ends_is_right(string statement) => MailGroup.Doing(statement).FindsAsync();

    [Fact]
    public Task An_override_that_is_kept_or_given_back_is_right() => MailGroup.With(
        """
        public sealed class Fixture(OptionManager manager) : IDisposable
        {
            private readonly IDisposable _open = manager.Override(MailOptions.Keys.Port, 1);

            public IDisposable Open() => manager.Override(MailOptions.Keys.Port, 2);

            public void Dispose() => _open.Dispose();
        }
        """).FindsAsync();

    [Fact]
    public Task A_subscription_may_last_as_long_as_the_program() =>
        MailGroup.Doing("manager.OnChange(MailOptions.Keys.Port, static change => Console.WriteLine(change));").FindsAsync();

    [Fact]
    public Task A_manager_of_another_library_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        public sealed class OptionManager
        {
            public IDisposable Override(string key, int value) => throw new InvalidOperationException(key + value);
        }

        public static class Program
        {
            public static void Run(OptionManager manager) => manager.Override("mail.port", 1);
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The override of 'mail.port' is never taken back, so that everything after it in the same flow sees it; put it into a using statement"],
        await MailGroup.Doing("{|OSDK2014:manager.Override(MailOptions.Keys.Port, 1)|};").MessagesAsync());
}
