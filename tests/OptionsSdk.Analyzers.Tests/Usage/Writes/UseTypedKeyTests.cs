namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2012.</summary>
public sealed class UseTypedKeyTests
{
    [Fact]
    public Task A_text_key_that_has_a_typed_one_is_found() => Mail.Body(
        """await options.SetAsync({|OSDK2012:"mail.port"|}, 1);""",
        """_ = options.Get<int>({|OSDK2012:"mail.port"|});""",
        """_ = options.GetText({|OSDK2012:"mail.fixed"|});""",
        """_ = options.Explain(key: {|OSDK2012:"mail." + "port"|});""",
        """await options.DeleteAsync({|OSDK2012:"mail.port"|});""",
        """_ = {|OSDK2012:new OptionKey<int>("mail.port")|};""",
        """OptionKey<int> key = {|OSDK2012:new("mail.port")|}; _ = key;""").FindsAsync();

    [Theory]
    [InlineData("""await options.SetAsync("mail.port", 1);""", "MailOptions.Keys.Port")]
    [InlineData("""_ = options.Get<int>("mail.port");""", "MailOptions.Keys.Port")]
    [InlineData("""_ = options.GetText("mail.port");""", "MailOptions.Keys.Port.Name")]
    [InlineData("""await options.DeleteAsync("mail.port");""", "MailOptions.Keys.Port.Name")]
    [InlineData("""_ = new OptionKey<int>("mail.port");""", "MailOptions.Keys.Port")]
    public async Task The_typed_key_is_suggested_as_it_is_spelled_there(string statement, string replacement)
    {
        var found = Assert.Single(await Mail.Body(statement).DiagnosticsAsync(), static found => found.Id == "OSDK2012");
        Assert.Equal(replacement, found.Properties["Replacement"]);
        Assert.Equal($"The key 'mail.port' is declared by 'MailOptions'; use '{replacement}', which the compiler checks", found.GetMessage(null));
    }

    [Fact]
    public async Task Without_a_using_the_typed_key_is_spelled_in_full()
    {
        var found = Assert.Single(
            await AnalyzerTest.Of("public sealed class Program { public void Run(OptionManager options) => _ = options.Get<int>(\"mail.port\"); }", Mail.Options).DiagnosticsAsync(),
            static found => found.Id == "OSDK2012");
        Assert.Equal("Acme.Options.MailOptions.Keys.Port", found.Properties["Replacement"]);
    }

    [Fact]
    public Task Typed_keys_and_keys_without_one_are_right() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Program
        {
            private const string Key = "mail.host";

            public async Task Run(OptionManager options, string text, bool flag)
            {
                await options.SetAsync(MailOptions.Keys.Port, 1);
                await options.DeleteAsync(MailOptions.Keys.Port.Name);
                _ = options.GetText(text) + options.GetText(flag ? "mail.port" : "mail.host");
                var key = "mail.port";
                _ = options.GetText(key);
                _ = options.GetText("hidden.port");
                _ = options.GetText({|OSDK2012:Key|});
            }
        }

        [OptionGroup("hidden")]
        public sealed partial class HiddenOptions
        {
            private partial int Port { get; } = 1;
        }

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class AboutAttribute([OptionKeyName] string key) : Attribute
        {
            public string Key => key;
        }

        [About("mail.port")]
        public sealed class Marked;
        """,
        Mail.Options).FindsAsync();

    [Fact]
    public Task A_typed_key_that_is_internal_to_a_library_is_not_suggested() => AnalyzerTest.Of(
        """
        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText({|OSDK2012:"mail.port"|}) + options.GetText("inner.port");
        }
        """).WithLibrary(
        Mail.Options,
        """
        [OptionGroup("inner")]
        internal sealed partial class InnerOptions
        {
            public partial int Port { get; } = 1;
        }
        """).FindsAsync();

    [Fact]
    public Task What_is_wrong_is_not_improved() => Mail.Body(
        """_ = options.Get<{|OSDK2007:long|}>("mail.port");""",
        """await options.DeleteAsync({|OSDK2001:"mail.fixed"|});""",
        """_ = options.Get<int>({|OSDK2012:"mail.port"|});""").FindsAsync();
}
