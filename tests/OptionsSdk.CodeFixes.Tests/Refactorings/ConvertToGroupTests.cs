using OptionsSdk.CodeFixes.Refactorings;

namespace OptionsSdk.CodeFixes.Tests.Refactorings;

public sealed class ConvertToGroupTests
{
    [Fact]
    public Task A_class_of_settings_becomes_a_group_and_so_do_its_users() => FixTest.Of(
        """
        namespace Acme;

        /// <summary>Outgoing mail.</summary>
        public sealed class $$MailSettings
        {
            public const string SectionName = "Outgoing:Mail";

            /// <summary>Host.</summary>
            [Required]
            public string Host { get; set; } = "localhost";

            [Range(1, 65535)]
            public int Port { get; init; } = 25;

            public string? Sender { get; set; }

            [MinLength(1)]
            public List<string> Domains { get; set; } = new() { "a", "b" };

            [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
            public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

            public Dictionary<string, int> Limits { get; set; } = new();

            public DateTimeOffset Started { get; } = default;

            public string Address => $"{Host}:{Port}";
        }
        """,
        """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;

        namespace Acme;

        public sealed class Sender(IOptions<MailSettings> options)
        {
            private readonly MailSettings _settings = options.Value;

            public string Host => options.Value.Host; // Why.

            public int Count => _settings.Domains.Count();
        }

        public sealed class Watcher
        {
            private readonly IOptionsMonitor<MailSettings> _monitor;

            public Watcher(IOptionsMonitor<MailSettings> monitor)
            {
                _monitor = monitor;
            }

            public int Port => _monitor.CurrentValue.Port;
        }

        public static class Startup
        {
            public static int Add(IServiceCollection services, IConfiguration configuration, IServiceProvider provider)
            {
                // Settings.
                services.Configure<MailSettings>(configuration.GetSection(MailSettings.SectionName));
                services.AddOptions<MailSettings>().BindConfiguration("Outgoing:Mail").ValidateOnStart();
                return provider.GetRequiredService<IOptions<MailSettings>>().Value.Port;
            }
        }
        """).WithFrameworkOptions().RefactoredAsync(new ConvertToGroupRefactoring(),
        """
        namespace Acme;

        /// <summary>Outgoing mail.</summary>
        [OptionGroup("outgoing.mail")]
        public sealed partial class MailSettings
        {
            public const string SectionName = "Outgoing:Mail";

            /// <summary>Host.</summary>
            [Option(OptionFlags.Required)]
            public partial string Host { get; } = "localhost";

            [Range(1, 65535)]
            public partial int Port { get; } = 25;

            public partial string Sender { get; } = "";

            [OptionLength(1)]
            public partial ImmutableArray<string> Domains { get; } = ["a", "b"];

            [OptionRange("00:00:01", "00:05:00")]
            public partial TimeSpan Timeout { get; } = TimeSpan.FromSeconds(30);

            public partial IReadOnlyDictionary<string, int> Limits { get; } = new Dictionary<string, int>();

            [NotAnOption]
            public DateTimeOffset Started { get; } = default;

            public string Address => $"{Host}:{Port}";
        }
        """,
        """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;

        namespace Acme;

        public sealed class Sender(MailSettings options)
        {
            private readonly MailSettings _settings = options;

            public string Host => options.Host; // Why.

            public int Count => _settings.Domains.Count();
        }

        public sealed class Watcher
        {
            private readonly MailSettings _monitor;

            public Watcher(MailSettings monitor)
            {
                _monitor = monitor;
            }

            public int Port => _monitor.Port;
        }

        public static class Startup
        {
            public static int Add(IServiceCollection services, IConfiguration configuration, IServiceProvider provider)
            {
                return provider.GetRequiredService<MailSettings>().Port;
            }
        }
        """);

    [Fact]
    public Task A_class_without_a_constant_is_named_after_its_section() => FixTest.Of(
        """
        class $$Mail
        {
            public bool UseTls { get; set; }
        }
        """,
        """
        // program
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Configuration;

        var services = new ServiceCollection();
        services.Configure<Mail>(new ConfigurationBuilder().Build().GetSection("SmtpRelay"));
        _ = services;
        """).WithFrameworkOptions().RefactoredAsync(new ConvertToGroupRefactoring(),
        """
        [OptionGroup("smtp-relay")]
        partial class Mail
        {
            public partial bool UseTls { get; }
        }
        """,
        """
        // program
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Configuration;

        var services = new ServiceCollection();
        _ = services;
        """);

    [Theory]
    [InlineData("public int Port { get; set; } public Other Nested { get; set; } = new();", "")]
    [InlineData("public Uri Relay { get; set; } = null!;", "")]
    [InlineData("[Phone] public string Number { get; set; } = \"\";", "")]
    [InlineData("public int Port { get; set; }", "var options = new MailOptions();")]
    [InlineData("public int Port { get; set; }", "MailOptions options = new();")]
    [InlineData("public int Port { get; set; }", "services.Configure<MailOptions>(options => options.Port = 1);")]
    [InlineData("public int Port { get; set; }", "var options = Microsoft.Extensions.Configuration.ConfigurationBinder.Get<MailOptions>(null!);")]
    [InlineData("public int Port { get; set; }", "IOptionsMonitor<MailOptions> monitor = null!; monitor.OnChange(static changed => { });")]
    [InlineData("public int Port { get; set; }", "IOptions<MailOptions> options = null!; Use(options);")]
    [InlineData("public List<string> Hosts { get; set; } = [];", "MailOptions options = null!; options.Hosts.Clear();")]
    [InlineData("public MailOptions() { } public int Port { get; set; }", "")]
    [InlineData("public int Port => 25;", "")]
    public Task What_cannot_be_converted_whole_is_not_converted_at_all(string members, string use) => FixTest.Of(
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;

        namespace Acme;

        public class $$MailOptions
        {
            {{members}}
        }

        public class Other;

        public static class Program
        {
            public static void Run(IServiceCollection services)
            {
                {{use}}
            }

            private static void Use(object options) { }
        }
        """).WithFrameworkOptions().IsNotRefactoredAsync(new ConvertToGroupRefactoring());

    [Fact]
    public Task A_key_that_is_declared_already_is_not_declared_again() => FixTest.Of(
        """
        namespace Acme;

        public class $$MailOptions
        {
            public int Port { get; set; }
        }
        """,
        """
        namespace Acme.Other;

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port { get; }
        }
        """).IsNotRefactoredAsync(new ConvertToGroupRefactoring());

    [Theory]
    [InlineData("public class $$Person { public string Name { get; set; } = \"\"; }")]
    [InlineData("[OptionGroup(\"mail\")] public partial class $$MailOptions { public partial int Port { get; } }")]
    [InlineData("public class $$MailOptions<T> { public int Port { get; set; } }")]
    [InlineData("public static class $$MailOptions { public static int Port { get; set; } }")]
    public Task What_holds_no_settings_is_left_alone(string source) => FixTest.Of(source).IsNotRefactoredAsync(new ConvertToGroupRefactoring());
}
