namespace OptionsSdk.Analyzers.Tests.Usage.Groups;

/// <summary>OSDK2016.</summary>
public sealed class UnboundGroupTests
{
    private const string Mail =
        """
        namespace Acme;

        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            public MailOptions()
            {
            }

            public partial int Port { get; } = 25;

            public static MailOptions Defaults { get; } = new();

            private sealed class Cache
            {
                public MailOptions Value { get; } = new MailOptions();
            }
        }
        """;

    [Fact]
    public Task A_group_made_by_hand_is_found() => Using(
        """
        public static class Program
        {
            private static readonly MailOptions Mail = {|OSDK2016:new()|};

            public static int Run() => Mail.Port + {|OSDK2016:new MailOptions()|}.Port;
        }
        """).FindsAsync();

    [Fact]
    public Task A_group_made_for_dependency_injection_is_found() => Using(
        """
        using Microsoft.Extensions.DependencyInjection;

        public static class Program
        {
            public static void Run(IServiceCollection services) => services.AddSingleton(_ => {|OSDK2016:new MailOptions()|});
        }
        """).FindsAsync();

    [Fact]
    public Task A_group_of_a_library_is_found() => AnalyzerTest.Of(
        """
        public static class Program
        {
            public static int Run() => {|OSDK2016:new Acme.MailOptions()|}.Port;
        }
        """).WithLibrary(Mail).FindsAsync();

    [Fact]
    public Task A_group_may_make_itself() => AnalyzerTest.Of(Mail).FindsAsync();

    [Fact]
    public Task A_group_of_the_manager_is_right() => Using(
        """
        public static class Program
        {
            public static int Run(OptionManager manager) => manager.Group<MailOptions>().Port;
        }
        """).FindsAsync();

    [Fact]
    public Task Other_classes_may_be_made() => Using(
        """
        public sealed class MailSettings;

        public static class Program
        {
            public static object Run() => (new MailSettings(), new List<MailOptions>(), new MailOptions[1]);
        }
        """).FindsAsync();

    [Fact]
    public Task A_marker_of_the_same_name_in_another_namespace_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class OptionGroupAttribute : Attribute;

        [OptionGroup]
        public sealed class MailOptions;

        public static class Program
        {
            public static object Run() => new MailOptions();
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_group_and_the_remedy() => Assert.Equal(
        ["The group 'MailOptions' made here belongs to no manager and always shows defaults; take it from dependency injection or from OptionManager.Group<MailOptions>()"],
        await Using("public static class Program { public static object Run() => {|OSDK2016:new MailOptions()|}; }").MessagesAsync());

    private static AnalyzerTest Using(string program) => AnalyzerTest.Of($"namespace Acme;\n{program}", Mail);
}
