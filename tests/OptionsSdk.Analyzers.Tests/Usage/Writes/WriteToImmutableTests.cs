using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2001.</summary>
public sealed class WriteToImmutableTests
{
    private const string Wrappers =
        """

        public static class Wrappers
        {
            [OptionWrite]
            public static void Write(this OptionManager options, [OptionKeyName] string key, object value) => _ = (options, key, value);

            [OptionWrite(OptionOperation.Delete)]
            public static void Clear(this OptionManager options, int times = 1, [OptionKeyName] string key = "mail.list-namespace") => _ = (options, times, key);

            [OptionWrite]
            public static void Typed(OptionManager options, OptionKey<string> key) => _ = (options, key);

            [OptionWrite]
            public static void Many(OptionManager options, [OptionKeyName] params string[] keys) => _ = (options, keys);

            [OptionWrite]
            public static void ManySpans([OptionKeyName] params ReadOnlySpan<string> keys) => _ = keys.Length;

            [OptionWrite]
            public static void ManyTyped(params OptionKey<string>[] keys) => _ = keys;

            [OptionWrite]
            public static void Bulk([OptionKeyName] IEnumerable<string> keys) => _ = keys;

            [OptionWrite]
            public static void Bulk([OptionKeyName] IReadOnlyDictionary<string, object> values) => _ = values;

            [OptionWrite]
            public static void Pairs([OptionKeyName] IEnumerable<KeyValuePair<string, object>> values) => _ = values;

            extension(OptionManager options)
            {
                [OptionWrite]
                public void Tune([OptionKeyName] string key) => _ = (options, key);
            }

            [OptionWrite(Key = "mail.list-namespace")]
            public static void Rename(this MailOptions mail, string value) => _ = (mail, value);

            [OptionWrite(Key = MailKeys.ListNamespace)]
            public static void RenameByConstant(string value) => _ = value;
        }

        public interface IWriter
        {
            [OptionWrite]
            void Put([OptionKeyName] string key, object value);
        }

        public sealed class Writer : IWriter
        {
            public void Put(string key, object value) => _ = (key, value);
        }

        public sealed class ExplicitWriter : IWriter
        {
            void IWriter.Put(string key, object value) => _ = (key, value);
        }

        public abstract class WriterBase
        {
            [OptionWrite]
            public abstract void Put([OptionKeyName] string name);
        }

        public class DerivedWriter : WriterBase
        {
            public override void Put(string name) => _ = name;
        }

        public sealed class Table
        {
            public object this[[OptionKeyName] string key]
            {
                get => key;

                [OptionWrite]
                set => _ = (key, value);
            }
        }

        public class Change
        {
            [OptionWrite]
            public Change([OptionKeyName] string key) => _ = key;
        }

        public delegate void Write([OptionKeyName] string key);

        public static class MailKeys
        {
            public const string ListNamespace = "mail.list-namespace";
            public const string Group = "mail";
            public static readonly string Field = "mail.list-namespace";
            public static readonly string ByConstant = ListNamespace;
            public static readonly OptionKey<string> TypedField = MailOptions.Keys.ListNamespace;
            public static readonly OptionKey<string> MadeField = new OptionKey<string>("mail.list-namespace");
            public static readonly OptionKey<string> ShortField = new(ListNamespace);
            public static readonly string[] All = ["mail.list-namespace", "mail.fixed"];
            public static readonly string[] Some = ["mail.list-namespace", "mail.port"];
            public static readonly string Replaced = "mail.list-namespace";
            public static readonly List<string> Changing = ["mail.list-namespace"];
            public static string Property => "mail.list-namespace";
            public static string Mutable { get; set; } = "mail.list-namespace";
            static MailKeys() => Replaced = "mail.port";
        }
        """;

    public static TheoryData<string, string[]> Forms => new()
    {
        {
            "The manager's own doors",
            [
                """await options.SetAsync({|OSDK2001:MailOptions.Keys.ListNamespace|}, "x");""",
                """await options.SetAsync({|OSDK2001:"mail.list-namespace"|}, "x");""",
                """await options.SetTextAsync({|OSDK2001:"mail.list-namespace"|}, "x");""",
                """await options.DeleteAsync({|OSDK2001:"mail.list-namespace"|});""",
                """_ = new OptionBatch().Set(MailOptions.Keys.Port, 1).Set({|OSDK2001:MailOptions.Keys.ListNamespace|}, "x");""",
                """_ = new OptionBatch().SetText({|OSDK2001:"mail.fixed"|}, "1").Delete({|OSDK2001:"mail.list-namespace"|});""",
                """_ = new OptionsSdk.Store.StoreWrite({|OSDK2001:"mail.fixed"|}, "1");""",
                """OptionsSdk.Store.StoreWrite[] writes = [new({|OSDK2001:"mail.fixed"|}, "1"), new("mail.port", "1")]; _ = writes;""",
            ]
        },
        {
            "Constants",
            [
                """await options.DeleteAsync({|OSDK2001:MailKeys.ListNamespace|});""",
                """const string key = "mail.fixed"; await options.DeleteAsync({|OSDK2001:key|});""",
                """await options.DeleteAsync({|OSDK2001:MailKeys.Group + ".fixed"|});""",
                """await options.DeleteAsync({|OSDK2001:$"{MailKeys.Group}.fixed"|});""",
                """const int @fixed = 1; await options.DeleteAsync({|OSDK2001:"mail." + nameof(@fixed)|}, because: $"{@fixed}");""",
                """await options.DeleteAsync({|OSDK2001:(string)"mail.fixed"|});""",
                """await options.DeleteAsync(({|OSDK2001:"mail.fixed"|}));""",
                """await options.DeleteAsync({|OSDK2001:"mail.fixed"|}!);""",
                """await options.DeleteAsync({|OSDK2001:@"mail.fixed"|});""",
            ]
        },
        {
            "Variables that are written once",
            [
                """await options.DeleteAsync({|OSDK2001:MailKeys.Field|});""",
                """await options.DeleteAsync({|OSDK2001:MailKeys.ByConstant|});""",
                """await options.DeleteAsync({|OSDK2001:MailKeys.Property|});""",
                """await options.SetAsync({|OSDK2001:MailKeys.TypedField|}, "x");""",
                """await options.SetAsync({|OSDK2001:MailKeys.MadeField|}, "x");""",
                """await options.SetAsync({|OSDK2001:MailKeys.ShortField|}, "x");""",
                """var key = "mail.fixed"; await options.DeleteAsync({|OSDK2001:key|});""",
                """string key; key = "mail.fixed"; await options.DeleteAsync({|OSDK2001:key|});""",
                """var key = MailOptions.Keys.ListNamespace; await options.SetAsync({|OSDK2001:key|}, "x");""",
                """OptionKey<string> key = new("mail.list-namespace"); await options.SetAsync({|OSDK2001:key|}, "x");""",
                """var key = MailOptions.Keys.ListNamespace; var copy = key; await options.DeleteAsync({|OSDK2001:copy.Name|});""",
                """await options.DeleteAsync({|OSDK2001:MailOptions.Keys.ListNamespace.Name|});""",
                """await options.SetAsync({|OSDK2001:new OptionKey<string>("mail.list-namespace")|}, "x");""",
            ]
        },
        {
            "Arguments in any order, and those that are not written",
            [
                """await options.SetTextAsync(text: "x", key: {|OSDK2001:"mail.fixed"|});""",
                """await options.SetAsync(value: "x", because: "y", key: {|OSDK2001:MailOptions.Keys.ListNamespace|});""",
                """options.{|OSDK2001:Clear|}();""",
                """Wrappers.{|OSDK2001:Clear|}(options, 2);""",
            ]
        },
        {
            "Wrappers",
            [
                """options.Write({|OSDK2001:"mail.fixed"|}, 5);""",
                """Wrappers.Write(value: 1, key: {|OSDK2001:"mail.fixed"|}, options: options);""",
                """Wrappers.Typed(options, {|OSDK2001:MailOptions.Keys.ListNamespace|});""",
                """mail.{|OSDK2001:Rename|}("x");""",
                """Wrappers.{|OSDK2001:RenameByConstant|}("x");""",
                """new Writer().Put({|OSDK2001:"mail.fixed"|}, 1);""",
                """((IWriter)new ExplicitWriter()).Put({|OSDK2001:"mail.fixed"|}, 1);""",
                """new DerivedWriter().Put({|OSDK2001:"mail.fixed"|});""",
                """new Table()[{|OSDK2001:"mail.fixed"|}] = 1;""",
                """_ = new Change({|OSDK2001:"mail.fixed"|});""",
                """Change change = new({|OSDK2001:"mail.fixed"|}); _ = change;""",
                """options?.Write({|OSDK2001:"mail.fixed"|}, 5);""",
                """options.Tune({|OSDK2001:"mail.fixed"|});""",
            ]
        },
        {
            "Inside functions",
            [
                """Func<Task> write = async () => await options.DeleteAsync({|OSDK2001:"mail.fixed"|}); await write();""",
                """async Task Write() => await options.DeleteAsync({|OSDK2001:"mail.fixed"|}); await Write();""",
                """[OptionWrite] void Local([OptionKeyName] string key) => _ = key; Local({|OSDK2001:"mail.fixed"|});""",
            ]
        },
        {
            "Collections",
            [
                """Wrappers.Many(options, "mail.port", {|OSDK2001:"mail.fixed"|});""",
                """Wrappers.ManySpans("mail.port", {|OSDK2001:"mail.fixed"|});""",
                """Wrappers.ManyTyped(MailOptions.Keys.Host, {|OSDK2001:MailOptions.Keys.ListNamespace|});""",
                """Wrappers.Many(options, new[] { "mail.port", {|OSDK2001:"mail.fixed"|} });""",
                """Wrappers.Bulk(["mail.port", {|OSDK2001:"mail.fixed"|}]);""",
                """Wrappers.Bulk(new List<string> { "mail.port", {|OSDK2001:"mail.fixed"|} });""",
                """Wrappers.Bulk(new List<string>(number) { {|OSDK2001:"mail.fixed"|} });""",
                """Wrappers.Bulk((string[])["mail.port", .. new[] { {|OSDK2001:"mail.fixed"|} }]);""",
                """Wrappers.Bulk(new Dictionary<string, object> { { "mail.port", 1 }, { {|OSDK2001:"mail.fixed"|}, 1 } });""",
                """Wrappers.Bulk(new Dictionary<string, object> { ["mail.port"] = 1, [{|OSDK2001:"mail.fixed"|}] = 1 });""",
                """Wrappers.Pairs([new("mail.port", 1), new({|OSDK2001:"mail.fixed"|}, 1)]);""",
                """Wrappers.Pairs([KeyValuePair.Create<string, object>({|OSDK2001:"mail.fixed"|}, 1)]);""",
                """var keys = new[] { "mail.fixed", "mail.port" }; Wrappers.Bulk({|OSDK2001:keys|});""",
                """Wrappers.Bulk({|OSDK2001:MailKeys.Some|});""",
                """Wrappers.Bulk(keys: ["mail.port", {|OSDK2001:"mail.fixed"|}]);""",
                """Dictionary<string, object> values = new() { ["mail.fixed"] = 1 }; Wrappers.Bulk({|OSDK2001:values|});""",
            ]
        },
        {
            "Loops",
            [
                """foreach (var key in new[] { "mail.fixed", "mail.port" }) { await options.DeleteAsync({|OSDK2001:key|}); }""",
                """foreach (var key in MailKeys.Some) await options.DeleteAsync({|OSDK2001:key|});""",
                """string[] keys = ["mail.fixed"]; foreach (var key in keys) { if (flag) { await options.DeleteAsync({|OSDK2001:key|}); } }""",
                """foreach (var key in new[] { MailOptions.Keys.ListNamespace, MailOptions.Keys.Host }) { await options.SetAsync({|OSDK2001:key|}, "x"); }""",
                """foreach (var key in new[] { MailOptions.Keys.ListNamespace, MailOptions.Keys.Host }) { await options.DeleteAsync({|OSDK2001:key.Name|}); }""",
            ]
        },
        {
            "All ways lead to a refusal",
            [
                """await options.DeleteAsync(flag ? {|OSDK2001:"mail.fixed"|} : {|OSDK2001:"mail.list-namespace"|});""",
                """await options.DeleteAsync(number switch { 1 => {|OSDK2001:"mail.fixed"|}, _ => throw new InvalidOperationException() });""",
                """await options.SetTextAsync(text: "x", key: flag switch { true => {|OSDK2001:"mail.fixed"|}, false => {|OSDK2001:MailKeys.Field|} });""",
                """await options.SetAsync(value: "x", key: flag ? {|OSDK2001:MailOptions.Keys.ListNamespace|} : {|OSDK2001:new OptionKey<string>(MailKeys.ListNamespace)|});""",
            ]
        },
    };

    private static readonly string[] NearMisses =
    [
        """await options.SetAsync(MailOptions.Keys.Port, 2525);""",
        """await options.SetTextAsync("mail.port", "mail.fixed");""",
        """await options.DeleteAsync(text);""",
        """await options.DeleteAsync("mail." + text);""",
        """var key = "mail.fixed"; key = "mail.port"; await options.DeleteAsync(key);""",
        """var key = "mail.fixed"; Change(ref key); await options.DeleteAsync(key); static void Change(ref string key) => key = "mail.port";""",
        """var key = "mail.fixed"; (key, _) = ("mail.port", 1); await options.DeleteAsync(key);""",
        """var key = "mail.fixed"; void Change() => key = "mail.port"; Change(); await options.DeleteAsync(key);""",
        """string key; if (flag) { key = "mail.fixed"; } else { key = "mail.port"; } await options.DeleteAsync(key);""",
        """var key = "mail.fixed"; ref var other = ref key; other = "mail.port"; await options.DeleteAsync(key);""",
        """await options.DeleteAsync(MailKeys.Replaced);""",
        """await options.DeleteAsync(MailKeys.Mutable);""",
        """_ = options.Get<string>("mail.list-namespace") + options.GetText("mail.fixed");""",
        """_ = options.Explain("mail.fixed");""",
        """_ = new Table()["mail.fixed"];""",
        """Write write = static key => _ = key; write("mail.fixed");""",
        """using (options.Override(MailOptions.Keys.ListNamespace, "x")) { }""",
        """Wrappers.Bulk(MailKeys.Changing);""",
        """var keys = new[] { "mail.fixed" }; keys[0] = "mail.port"; Wrappers.Bulk(keys);""",
        """var keys = new List<string> { "mail.fixed" }; keys.Clear(); foreach (var key in keys) { await options.DeleteAsync(key); }""",
        """foreach (var key in new[] { "mail.fixed", "mail.port" }) { if (options.CanDelete(key) == OptionsSdk.Errors.NotWritableReason.None) { await options.DeleteAsync(key); } }""",
        """foreach (var key in new[] { "mail.fixed", "mail.port" }) { if (key == "mail.fixed") { continue; } await options.DeleteAsync(key); }""",
        """foreach (var key in new[] { "mail.port" }) { await options.DeleteAsync(key); }""",
        """Wrappers.Bulk(new Dictionary<string, object> { ["mail.port"] = "mail.fixed" });""",
        """_ = nameof(MailKeys.ListNamespace);""",
        """dynamic loose = options; loose.Write("mail.fixed", 1);""",
        """string? none = null; options.Write(none!, 1);""",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public Task A_write_of_an_immutable_key_is_found_in_every_form(string where, string[] statements)
    {
        Assert.NotEmpty(where);
        return Program(statements).FindsAsync();
    }

    [Fact]
    public Task What_is_no_certain_write_of_an_immutable_key_is_right() => Program(NearMisses).FindsAsync();

    [Fact]
    public async Task The_message_names_key_group_and_remedy() => Assert.Equal(
        ["The option 'mail.fixed' of 'MailOptions' is immutable: it is set at deployment and every write fails; remove this write, or the flag Immutable"],
        await Mail.Body("""await options.DeleteAsync({|OSDK2001:"mail.fixed"|});""").MessagesAsync());

    [Fact]
    public async Task The_message_names_the_assembly_of_another_one() => Assert.Equal(
        ["The option 'mail.fixed' of 'MailOptions (Acme.Library)' is immutable: it is set at deployment and every write fails; remove this write, or the flag Immutable"],
        await Library("""await options.DeleteAsync({|OSDK2001:"mail.fixed"|});""").MessagesAsync());

    [Fact]
    public Task Keys_constants_and_wrappers_of_a_library_are_known() => Library(
        """await options.SetAsync({|OSDK2001:MailOptions.Keys.ListNamespace|}, "x");""",
        """await options.SetAsync({|OSDK2001:"mail.list-namespace"|}, "x");""",
        """await options.DeleteAsync({|OSDK2001:LibraryKeys.Fixed|});""",
        """await options.DeleteAsync({|OSDK2001:LibraryKeys.Group + ".fixed"|});""",
        """Library.Write({|OSDK2001:"mail.fixed"|});""",
        """Library.{|OSDK2001:WriteFixed|}();""",
        """new Implementation().Put({|OSDK2001:"mail.fixed"|});""",
        """await options.SetAsync(MailOptions.Keys.Port, 1);""").FindsAsync();

    [Fact]
    public async Task The_declaration_comes_with_the_diagnostic()
    {
        var found = Assert.Single(await Mail.Body("""await options.DeleteAsync("mail.fixed");""").DiagnosticsAsync(), static found => found.Id == "OSDK2001");
        Assert.Equal("mail.fixed", found.Properties["Key"]);
        Assert.Equal("Source1.cs", Assert.Single(found.AdditionalLocations).SourceTree?.FilePath);
    }

    [Fact]
    public Task Top_level_statements_are_looked_through() => AnalyzerTest.Of(
        """
        // program
        var options = new OptionManager(new OptionRegistry());
        var key = "mail.fixed";
        await options.DeleteAsync({|OSDK2001:key|});
        """,
        Mail.Options).FindsAsync();

    [Fact]
    public Task Initializers_constructors_and_attributes_are_looked_through() => Mail.Program(
        """
        public class Change
        {
            [OptionWrite]
            public Change([OptionKeyName] string key) => _ = key;
        }

        public sealed class Derived() : Change({|OSDK2001:"mail.fixed"|});

        public sealed class Other : Change
        {
            private readonly Change _change = new({|OSDK2001:"mail.fixed"|});

            public Other()
                : base({|OSDK2001:"mail.fixed"|}) => _ = _change;
        }

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class ChangesAttribute : Attribute
        {
            [OptionWrite]
            public ChangesAttribute([OptionKeyName] string key) => Key = key;

            public string Key { get; }
        }

        [Changes({|OSDK2001:"mail.fixed"|})]
        public sealed class Marked;
        """).FindsAsync();

    [Fact]
    public Task Keys_of_another_file_are_followed() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Program
        {
            public async Task Run(OptionManager options) => await options.SetAsync({|OSDK2001:Elsewhere.Key|}, "x");
        }
        """,
        Mail.Options,
        """
        using Acme.Options;

        public static class Elsewhere
        {
            public static readonly OptionKey<string> Key = MailOptions.Keys.ListNamespace;
        }
        """).FindsAsync();

    [Fact]
    public Task A_key_that_the_users_own_class_Keys_makes_is_that_key() => AnalyzerTest.Of(
        """
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            [Option(OptionFlags.Immutable)]
            public partial int Fixed { get; } = 1;

            public partial int Port { get; } = 1;

            public static class {|OSDK1024:Keys|}
            {
                public static OptionKey<int> Fixed => new("mail.port");

                public static OptionKey<int> Port => new("mail.fixed");
            }
        }

        public sealed class Program
        {
            public async Task Run(OptionManager options)
            {
                await options.SetAsync(MailOptions.Keys.Fixed, 1);
                await options.SetAsync({|OSDK2001:MailOptions.Keys.Port|}, 1);
            }
        }
        """).FindsAsync();

    [Fact]
    public Task Flags_that_only_the_compiler_can_tell_count() => AnalyzerTest.Of(
        """
        [OptionGroup(Names.Group)]
        public sealed partial class MailOptions
        {
            [Option(Names.Key, OptionFlags.Immutable | OptionFlags.Required)]
            public partial int Fixed { get; } = 1;
        }

        internal static class Names
        {
            public const string Group = "mail";
            public const string Key = Group + ".kept";
        }

        public sealed class Program
        {
            public async Task Run(OptionManager options) => await options.DeleteAsync({|OSDK2001:"mail.kept"|});
        }
        """).FindsAsync();

    [Fact]
    public Task A_manager_of_the_same_name_in_another_namespace_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        public sealed class OptionKeyNameAttribute : Attribute;

        public sealed class OptionWriteAttribute : Attribute;

        public sealed class OptionManager
        {
            [OptionWrite]
            public void SetAsync([OptionKeyName] string key, object value) => _ = (key, value);
        }

        public sealed class Program
        {
            public void Run(OptionManager options) => options.SetAsync("mail.fixed", 1);
        }
        """,
        Mail.Options).FindsAsync();

    [Fact]
    public Task Without_the_library_nothing_is_found() => AnalyzerTest.Of(
        """
        namespace OptionsSdk
        {
            public sealed class OptionKeyNameAttribute : Attribute;

            public sealed class OptionWriteAttribute : Attribute;

            public sealed class OptionGroupAttribute : Attribute;

            [OptionGroup]
            public sealed class MailOptions
            {
                [OptionWrite]
                public void Set([OptionKeyName] string key) => Set("mail.fixed");
            }
        }
        """).WithoutRuntime().FindsAsync();

    [Fact]
    public async Task Half_typed_programs_are_looked_through_at_every_length()
    {
        var program = Markup.Parse(Mail.Source([.. Forms.SelectMany(static form => form.Data.Item2)]) + Wrappers).Text;
        for (var length = 100; length < program.Length; length += 479)
        {
            // The test itself fails where an analyzer does.
            Assert.DoesNotContain(await AnalyzerTest.Of(program[..length], Mail.Options).DiagnosticsAsync(), static found => found.Id == "OSDK2002");
        }
    }

    [Fact]
    public async Task Razor_pages_are_looked_through_and_generated_groups_are_not()
    {
        var found = await AnalyzerTest.Of(
            """
            // <auto-generated/>
            public sealed class Page
            {
                public async System.Threading.Tasks.Task Run(OptionManager options) => await options.DeleteAsync("mail.fixed");
            }
            """,
            Mail.Options).DiagnosticsAsync();
        Assert.Equal(["OSDK2001"], found.Where(static found => found.Location.SourceTree?.FilePath == "Source0.cs" && found.Severity == DiagnosticSeverity.Error).Select(static found => found.Id));
        Assert.All(found, static found => Assert.StartsWith("Source", found.Location.SourceTree?.FilePath, StringComparison.Ordinal));
    }

    private static AnalyzerTest Program(params string[] statements) => AnalyzerTest.Of(Mail.Source(statements) + Wrappers, Mail.Options);

    private static AnalyzerTest Library(params string[] statements) => AnalyzerTest.Of(
        Mail.Source(statements),
        """
        public sealed class Implementation : ILibrary
        {
            public void Put(string name) => _ = name;
        }
        """).WithLibrary(
        Mail.Options,
        """
        public interface ILibrary
        {
            [OptionWrite]
            void Put([OptionKeyName] string name);
        }

        public static class LibraryKeys
        {
            public const string Group = "mail";
            public const string Fixed = "mail.fixed";
        }

        public static class Library
        {
            [OptionWrite]
            public static void Write([OptionKeyName] string key) => _ = key;

            [OptionWrite(OptionOperation.Delete, Key = "mail.fixed")]
            public static void WriteFixed()
            {
            }
        }
        """);
}
