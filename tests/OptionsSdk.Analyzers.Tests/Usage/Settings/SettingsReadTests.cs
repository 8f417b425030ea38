namespace OptionsSdk.Analyzers.Tests.Usage.Settings;

/// <summary>OSDK2015.</summary>
public sealed class SettingsReadTests
{
    [Theory]
    [InlineData("{|OSDK2015:settings[\"mail.port\"]|}")]
    [InlineData("{|OSDK2015:settings[\"mail:port\"]|}")]
    [InlineData("{|OSDK2015:settings[\"Mail:Port\"]|}")]
    [InlineData("{|OSDK2015:settings[Key]|}")]
    [InlineData("{|OSDK2015:settings[\"mail:Relay.Name\"]|}")]
    [InlineData("{|OSDK2015:settings[\"mail:Relay:Name\"]|}")]
    [InlineData("{|OSDK2015:settings.GetValue<int>(\"mail:port\")|}")]
    [InlineData("{|OSDK2015:settings.GetValue(\"mail:port\", 25)|}")]
    [InlineData("{|OSDK2015:settings.GetValue(typeof(int), \"mail:port\")|}")]
    [InlineData("{|OSDK2015:settings.GetSection(\"mail:port\").Value|}")]
    [InlineData("{|OSDK2015:settings.GetSection(\"mail\").GetSection(\"port\").Value|}")]
    [InlineData("{|OSDK2015:settings.GetSection(\"mail\")[\"port\"]|}")]
    [InlineData("{|OSDK2015:settings.GetRequiredSection(\"mail\").GetValue<int>(\"port\")|}")]
    [InlineData("{|OSDK2015:settings.GetSection(\"mail.hosts\").Get<string[]>()|}")]
    [InlineData("{|OSDK2015:root[\"mail:list-namespace\"]|}")]
    [InlineData("{|OSDK2015:manager[\"mail:port\"]|}")]
    public Task A_read_of_a_declared_key_is_found(string read) => Reading($"return {read};").FindsAsync();

    [Fact]
    public Task A_read_through_a_local_section_is_found() =>
        Reading("var place = settings.GetSection(\"mail\"); return {|OSDK2015:place[\"port\"]|};").FindsAsync();

    [Theory]
    [InlineData("return settings[\"mail:ports\"];")]
    [InlineData("return settings[\"ConnectionStrings:Mail\"];")]
    [InlineData("return settings[\"Options:mail:port\"];")]
    [InlineData("return settings.GetSection(\"Other\")[\"mail:port\"];")]
    [InlineData("return settings.GetSection(\"mail\");")]
    [InlineData("return settings.GetSection(\"mail:port\").Exists();")]
    [InlineData("settings[\"mail:port\"] = \"1\"; return null;")]
    [InlineData("settings.GetSection(\"mail\")[\"port\"] = \"1\"; return null;")]
    [InlineData("var names = new Dictionary<string, string> { [\"mail.port\"] = \"a\" }; return names[\"mail.port\"];")]
    [InlineData("var key = Console.ReadLine()!; return settings[key];")]
    [InlineData("return section[\"mail:port\"];")]
    public Task Everything_else_is_right(string statements) => Reading(statements).FindsAsync();

    [Fact]
    public Task The_settings_of_options_may_be_handed_over() => MailGroup.With(
        """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public static class Program
        {
            public static void Run(IServiceCollection services, IConfiguration settings) =>
                services.AddOptionsSdk().UseSettings(settings.GetSection("mail:port"));
        }
        """).FindsAsync();

    [Fact]
    public Task Settings_of_another_library_mean_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        public interface IConfiguration
        {
            string? this[string key] { get; }
        }

        public static class Program
        {
            public static string? Run(IConfiguration settings) => settings["mail:port"];
        }
        """,
        MailGroup.Source).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The setting 'mail:port' belongs to the option 'mail.port', whose stored value and default this read does not see; read 'MailOptions.Port' instead"],
        await Reading("return {|OSDK2015:settings[\"mail:port\"]|};").MessagesAsync());

    private static AnalyzerTest Reading(string statements) => MailGroup.With(
        $$"""
        using Microsoft.Extensions.Configuration;

        public static class Program
        {
            private const string Key = "mail." + "port";

            public static object? Run(IConfiguration settings, IConfigurationRoot root, ConfigurationManager manager, IConfigurationSection section)
            {
                _ = (Key, root, manager, section);
                {{statements}}
            }
        }
        """);
}
