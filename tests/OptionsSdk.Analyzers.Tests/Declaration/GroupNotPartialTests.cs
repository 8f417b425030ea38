namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1001.</summary>
public sealed class GroupNotPartialTests
{
    [Fact]
    public Task A_group_in_one_piece_is_found() => AnalyzerTest.Of(
        """
        [OptionGroup("mail")]
        public sealed class {|OSDK1001:MailOptions|}
        {
        }
        """).FindsAsync();

    [Fact]
    public Task Every_type_in_one_piece_around_a_group_is_found() => AnalyzerTest.Of(
        """
        public class {|OSDK1001:Outer|}
        {
            public partial struct Middle
            {
                [OptionGroup("mail")]
                public sealed partial class MailOptions
                {
                    public partial int Port { get; }
                }
            }
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_class_group_and_remedy() => Assert.Equal(
        ["The class 'MailOptions' must be partial, because the options of 'MailOptions' are implemented in another part; add the modifier 'partial'"],
        await AnalyzerTest.Of("[OptionGroup] public class {|OSDK1001:MailOptions|};").MessagesAsync());

    [Fact]
    public Task A_partial_group_is_right() => AnalyzerTest.Of(
        """
        public partial class Outer
        {
            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial int Port { get; } = 25;
            }
        }
        """).FindsAsync();

    [Fact]
    public Task A_marker_of_the_same_name_in_another_namespace_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class OptionGroupAttribute(string name) : Attribute
        {
            public string Name => name;
        }

        [OptionGroup("mail")]
        public sealed class MailOptions;
        """).FindsAsync();

    [Fact]
    public Task Without_the_library_nothing_is_found() => AnalyzerTest.Of(
        """
        namespace OptionsSdk
        {
            public sealed class OptionGroupAttribute : Attribute;
        }

        namespace Acme
        {
            [OptionsSdk.OptionGroup]
            public sealed class MailOptions;
        }
        """).WithoutRuntime().FindsAsync();
}
