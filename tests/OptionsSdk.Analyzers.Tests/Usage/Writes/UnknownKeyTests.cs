namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2006.</summary>
public sealed class UnknownKeyTests
{
    [Fact]
    public Task A_key_that_no_option_has_is_found() => Mail.Body(
        """_ = options.GetText({|OSDK2006:"mail.prot"|});""",
        """await options.SetAsync({|OSDK2006:"mail.prot"|}, 1);""",
        """await options.DeleteAsync(flag ? "mail.port" : {|OSDK2006:"mail.prot"|});""",
        """_ = new OptionKey<int>({|OSDK2006:"mail.prot"|});""",
        """OptionKey<int> key = new({|OSDK2006:"mail.prot"|}); await options.SetAsync(key, 1);""",
        """var key = "mail.prot"; _ = options.Explain({|OSDK2006:key|});""",
        """_ = options.IsSet({|OSDK2006:""|});""",
        """foreach (var key in new[] { "mail.port", "mail.prot" }) { _ = options.IsSet({|OSDK2006:key|}); }""",
        """options.Unregister({|OSDK2006:"mail.prot"|});""").FindsAsync();

    [Fact]
    public Task Properties_fields_and_attributes_that_hold_keys_are_looked_at() => Mail.Program(
        """
        public sealed class Rule
        {
            [OptionKeyName]
            public string Key { get; init; } = {|OSDK2006:"mail.defualt"|};

            [OptionKeyName]
            public string Good = "mail.port";

            public string Other { get; set; } = "mail.prot";
        }

        public static class Wrapper
        {
            [OptionWrite(Key = {|OSDK2006:"mail.prot"|})]
            public static void Write()
            {
            }

            public static Rule Make() => new() { Key = {|OSDK2006:"mail.prot"|}, Good = {|OSDK2006:"mail.hsot"|}, Other = "mail.prot" };
        }
        """).FindsAsync();

    [Fact]
    public Task Data_of_every_type_that_can_hold_a_key_is_looked_at() => Mail.Program(
        """
        public sealed class Names : List<string>;

        public readonly struct Pair : IEnumerable<string>
        {
            public void Add(string name) => _ = name;
            public IEnumerator<string> GetEnumerator() => throw new NotSupportedException();
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }

        public interface IKeyed
        {
            [OptionKeyName]
            string Key { get; set; }
        }

        public sealed class Keyed : IKeyed
        {
            public string Key { get; set; } = {|OSDK2006:"mail.prot"|};
        }

        public class Rule<T>
        {
            [OptionKeyName] public object Any = {|OSDK2006:"mail.prot"|};
            [OptionKeyName] public dynamic Loose = {|OSDK2006:"mail.prot"|};
            [OptionKeyName] public IComparable Contract = {|OSDK2006:"mail.prot"|};
            [OptionKeyName] public string[] Array = ["mail.port", {|OSDK2006:"mail.prot"|}];
            [OptionKeyName] public System.Collections.IEnumerable Loop = new[] { {|OSDK2006:"mail.prot"|} };
            [OptionKeyName] public IReadOnlyList<string> List = [{|OSDK2006:"mail.prot"|}];
            [OptionKeyName] public ImmutableArray<string> Immutable = [{|OSDK2006:"mail.prot"|}];
            [OptionKeyName] public Dictionary<string, int> Map = new() { [{|OSDK2006:"mail.prot"|}] = 1 };
            [OptionKeyName] public Names Names = new() { {|OSDK2006:"mail.prot"|} };
            [OptionKeyName] public Pair Pair = new() { {|OSDK2006:"mail.prot"|} };
            [OptionKeyName] public int Number = 5;
            [OptionKeyName] public Action Nothing = () => _ = "mail.prot";
            [OptionKeyName] public DayOfWeek Day = DayOfWeek.Monday;
        }
        """).FindsAsync();

    [Theory]
    [InlineData("mail.prot", "mail.port")]
    [InlineData("mail.list-namspace", "mail.list-namespace")]
    [InlineData("MailOptions.ListNamespace", "mail.list-namespace")]
    [InlineData("ListNamespace", "mail.list-namespace")]
    [InlineData("Mail:Port", "mail.port")]
    [InlineData("mail_port", "mail.port")]
    [InlineData("port", "mail.port")]
    [InlineData("ail.port", "mail.port")]
    [InlineData("amil.port", "mail.port")]
    public async Task The_nearest_key_is_suggested(string written, string meant)
    {
        var found = Assert.Single(await Mail.Body($"""_ = options.GetText("{written}");""").DiagnosticsAsync(), static found => found.Id == "OSDK2006");
        Assert.Equal(meant, found.Properties["Suggestion"]);
        Assert.Equal($"No option is declared with the key '{written}'; did you mean '{meant}'?", found.GetMessage(null));
    }

    [Fact]
    public async Task Nothing_is_suggested_where_nothing_is_near()
    {
        var found = Assert.Single(await Mail.Body("""_ = options.GetText("billing.currency");""").DiagnosticsAsync(), static found => found.Id == "OSDK2006");
        Assert.Empty(found.Properties);
        Assert.Equal("No option is declared with the key 'billing.currency'; declare it, register it, or correct the key", found.GetMessage(null));
    }

    [Fact]
    public async Task A_property_name_that_several_groups_have_suggests_none()
    {
        var found = Assert.Single(
            await AnalyzerTest.Of(
                """
                [OptionGroup("mail")]
                public sealed partial class MailOptions
                {
                    public partial int MaximumSize { get; } = 1;
                }

                [OptionGroup("upload")]
                public sealed partial class UploadOptions
                {
                    public partial int MaximumSize { get; } = 1;
                }

                public sealed class Program
                {
                    public void Run(OptionManager options) => _ = options.GetText("maximum-size");
                }
                """).DiagnosticsAsync(),
            static found => found.Id == "OSDK2006");
        Assert.Empty(found.Properties);
    }

    [Fact]
    public Task Declared_and_unknowable_keys_are_right() => Mail.Body(
        """_ = options.GetText("mail.port");""",
        """_ = options.GetText("mail." + text);""",
        """_ = options.GetText(text);""",
        """_ = options.Get(MailOptions.Keys.Port);""",
        """_ = options.GetText(MailOptions.Keys.Port.Name);""",
        """_ = string.Concat("mail.prot", text);""").FindsAsync();

    [Fact]
    public Task Keys_that_the_project_registers_are_known() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Program
        {
            public void Run(OptionManager options)
            {
                _ = options.GetText("run.direct") + options.GetText("run.constant") + options.GetText("run.wrapped") + options.GetText("run.made") + options.GetText("run.loop");
                _ = options.GetText({|OSDK2006:"run.unknown"|});
            }
        }
        """,
        Mail.Options,
        """
        public sealed class Start
        {
            private const string Prefix = "run.";

            public Start(OptionManager options)
            {
                options.Register("run.direct", 1);
                options.Register(defaultValue: 1, key: Prefix + "constant");
                Add("run.wrapped", options);
                _ = new Registration("run.made");
                foreach (var key in new[] { "run.loop" })
                {
                    options?.Register(key, 1);
                }

                options.GetHashCode();
                Register("run.unknown");
            }

            [OptionWrite(OptionOperation.Register)]
            private static void Add([OptionKeyName] string key, OptionManager options) => _ = (key, options);

            private static void Register(string key) => _ = key;
        }

        public sealed class Registration
        {
            [OptionWrite(OptionOperation.Register)]
            public Registration([OptionKeyName] string key) => _ = key;
        }
        """).FindsAsync();

    [Fact]
    public Task Keys_registered_through_a_librarys_wrapper_and_constants_of_a_library_are_known() => AnalyzerTest.Of(
        """
        public sealed class Program
        {
            public void Run(OptionManager options)
            {
                Features.Enable("run.feature");
                _ = options.GetText("run.feature") + options.GetText(Features.Own);
                _ = options.GetText({|OSDK2006:"run.faeture"|});
            }
        }
        """).WithLibrary(
        Mail.Options,
        """
        public static class Features
        {
            public const string Own = "features.own";

            [OptionWrite(OptionOperation.Register)]
            public static void Enable([OptionKeyName] string key) => _ = key;
        }
        """).FindsAsync();

    [Fact]
    public Task Keys_below_a_legacy_prefix_are_known() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Program
        {
            public void Run(OptionManager options)
            {
                _ = options.GetText("legacy.anything") + options.GetText("old:thing");
                _ = options.GetText({|OSDK2006:"modern.thing"|});
            }
        }
        """,
        Mail.Options,
        """
        public static class Start
        {
            private const string Old = "old:";

            public static OptionManagerSettings Settings() => new() { LegacyPrefixes = ["legacy.", Old] };
        }
        """).FindsAsync();

    [Fact]
    public Task Prefixes_that_nobody_can_tell_make_every_key_possible() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText("modern.thing");

            public void Configure(OptionManagerSettings settings, string[] prefixes) => settings.LegacyPrefixes = prefixes;
        }
        """,
        Mail.Options).FindsAsync();

    [Fact]
    public Task Prefixes_of_something_else_mean_nothing() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Other
        {
            public string[] LegacyPrefixes { get; set; } = [];
        }

        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText({|OSDK2006:"modern.thing"|});

            public void Configure(Other settings) => settings.LegacyPrefixes = ["modern."];
        }
        """,
        Mail.Options).FindsAsync();

    [Fact]
    public Task Where_nothing_is_declared_nothing_is_unknown() => AnalyzerTest.Of(
        """
        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText("mail.prot");
        }
        """).FindsAsync();

    [Fact]
    public Task Keys_of_a_library_are_declared() => AnalyzerTest.Of(
        """
        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText("mail.port") + options.GetText({|OSDK2006:"mail.prot"|});
        }
        """).WithLibrary(Mail.Options).FindsAsync();

    [Fact]
    public Task Declarations_name_their_own_keys() => AnalyzerTest.Of(
        """
        [OptionGroup("post")]
        public sealed partial class MailOptions
        {
            [Option("other.key")]
            public partial int Port { get; } = 1;
        }

        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText("other.key") + options.GetText({|OSDK2006:"post.port"|});
        }
        """).FindsAsync();

    [Fact]
    public Task A_property_that_the_user_implements_is_no_option() => AnalyzerTest.Of(
        """
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            public partial int Port { get; } = 1;

            [NotAnOption]
            public partial int Kept { get; }

            public partial int Kept => 1;
        }

        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.GetText({|OSDK2006:"mail.kept"|});
        }
        """).FindsAsync();
}
