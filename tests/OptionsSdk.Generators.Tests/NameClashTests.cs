namespace OptionsSdk.Generators.Tests;

/// <summary>Whatever the user names his things, the output compiles, and a generated helper steps aside where its name is taken.</summary>
public sealed class NameClashTests
{
    [Theory]
    [InlineData("Keys")]
    [InlineData("Snapshot")]
    [InlineData("ValueSnapshot")]
    [InlineData("Revision")]
    [InlineData("Host")]
    [InlineData("HostKey")]
    [InlineData("SetPortAsync")]
    [InlineData("DeletePortAsync")]
    [InlineData("WatchPort")]
    [InlineData("ValidatePort")]
    [InlineData("Create")]
    [InlineData("Declare")]
    [InlineData("Words32")]
    [InlineData("System")]
    [InlineData("OptionsSdk")]
    [InlineData("global")]
    [InlineData("field")]
    [InlineData("value")]
    [InlineData("word")]
    [InlineData("box")]
    [InlineData("error")]
    [InlineData("declaration")]
    [InlineData("binding")]
    [InlineData("by")]
    [InlineData("because")]
    [InlineData("channel")]
    [InlineData("cancellationToken")]
    [InlineData("record")]
    [InlineData("var")]
    [InlineData("await")]
    [InlineData("nameof")]
    [InlineData("@class")]
    [InlineData("@event")]
    [InlineData("@int")]
    [InlineData("\\u0041bc")]
    [InlineData("__binding")]
    [InlineData("__words32")]
    [InlineData("__PortKey")]
    [InlineData("__wordReferences")]
    [InlineData("__values")]
    [InlineData("Option")]
    [InlineData("OptionFlags")]
    [InlineData("OptionKey")]
    [InlineData("Tag")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("Grüße")]
    public void An_option_may_have_any_name(string name) => GeneratorRun.Of(
        $$"""
        #pragma warning disable CS0108, CS8981, CS0067
        [OptionsSdk.OptionGroup("x")]
        public partial class Group
        {
            [global::OptionsSdk.Option(global::OptionsSdk.OptionFlags.Required)]
            public partial int {{name}} { get; } = 1;
            public partial int Port { get; }
            public partial string Relay { get; } = "";
            public partial System.TimeSpan Pause { get; } = global::System.TimeSpan.Zero;
            static partial void ValidateRelay(string value, ref string? error) => error = value.Length > 9 ? "is long" : null;
        }
        """).AssertCompiles(1);

    [Theory]
    [InlineData("Keys")]
    [InlineData("Snapshot")]
    [InlineData("ValueSnapshot")]
    [InlineData("SetPortAsync")]
    [InlineData("ValidatePort")]
    [InlineData("System")]
    [InlineData("OptionsSdk")]
    [InlineData("@class")]
    public void A_group_may_have_any_name(string name) => GeneratorRun.Of(
        $$"""
        #pragma warning disable CS8981
        namespace Acme;
        [global::OptionsSdk.OptionGroup("x")]
        public partial class {{name}}
        {
            public partial int Port { get; } = 1;
            public partial string Host { get; }
        }
        """).AssertCompiles(1);

    [Theory]
    [InlineData("private readonly int __binding = 1; public int Read() => __binding;")]
    [InlineData("private int __a = 1, __words32; public int Read() => __a + __words32++;")]
    [InlineData("public const string Keys = \"\";")]
    [InlineData("public event System.Action? Keys { add { } remove { } }")]
    [InlineData("public enum Keys { None }")]
    [InlineData("public delegate void Keys();")]
    [InlineData("public void SetPortAsync() { }")]
    [InlineData("public void DeletePortAsync() { }")]
    [InlineData("public void WatchPort() { }")]
    [InlineData("public int Snapshot() => 1;")]
    [InlineData("public readonly struct ValueSnapshot;")]
    [InlineData("public static bool ValidatePort(int value) => value > 0;")]
    [InlineData("public static void ValidatePort(int value, ref string? error) => error = null;")]
    [InlineData("private static partial void ValidatePort(int port, ref string? problem) => problem = null;")]
    [InlineData("internal static partial void ValidatePort(int port, ref string? problem) { }")]
    [InlineData("static partial void ValidatePort(int @class, ref string? @ref) => @ref = null;")]
    [InlineData("public Group() { }")]
    [InlineData("public Group(int port) { }")]
    [InlineData("public required int Other { get; set; }")]
    [InlineData("static Group() { }")]
    public void A_member_of_the_user_keeps_its_name_in_its_own_part_and_in_another(string member)
    {
        const string Marked = "[OptionsSdk.OptionGroup(\"x\")] public partial class Group { public partial int Port { get; } = 1;";
        GeneratorRun.Of($"{Marked} {member} }}").AssertCompiles(1);
        GeneratorRun.Of($"{Marked} }}", $"public partial class Group {{ {member} }}").AssertCompiles(1);
    }

    [Theory]
    [InlineData("(int seed)", "public int Seed => seed;")]
    [InlineData("(string __owner, params int[] rest)", "public int Seed => rest.Length + __owner.Length;")]
    [InlineData("(in int seed)", "public int Seed { get; } = seed;")]
    [InlineData("()", "public int Seed => 1;")]
    [InlineData("(int seed)", "public Group() : this(7) { } public int Seed => seed;")]
    public void A_primary_constructor_is_chained_from_its_own_part_and_from_another(string parameters, string members)
    {
        GeneratorRun.Of($"[OptionsSdk.OptionGroup] public partial class Group{parameters} {{ public partial int Port {{ get; }} = 1; {members} }}").AssertCompiles(1);
        GeneratorRun.Of(
            "[OptionsSdk.OptionGroup] public partial class Group { public partial int Port { get; } = 1; }",
            $"public partial class Group{parameters} {{ {members} }}").AssertCompiles(1);
    }

    [Fact]
    public void A_constructor_that_the_base_class_needs_is_chained() => GeneratorRun.Of(
        """
        public abstract class Base(string name) { public string Name => name; }
        [OptionsSdk.OptionGroup]
        public partial class Group : Base
        {
            public Group(string name) : base(name) { }
            public partial int Port { get; } = 1;
        }
        """).AssertCompiles(1);

    [Fact]
    public void A_name_that_a_declaration_means_is_not_captured_by_a_helper()
    {
        var run = GeneratorRun.Of(
            """
            namespace Acme;
            public enum Snapshot { Never, Daily }
            public enum Keys { None, Enter }
            public static class SetModeAsync { public const string Key = "a.mode"; }
            [OptionsSdk.OptionGroup("a")]
            public partial class Group
            {
                public partial Keys Key { get; } = Keys.Enter;
                [OptionsSdk.Option(SetModeAsync.Key)]
                public partial Snapshot Mode { get; } = Snapshot.Daily;
            }
            """).AssertCompiles(1);

        Assert.DoesNotContain("class Keys", run.Group, StringComparison.Ordinal);
    }

    [Fact]
    public void The_groups_name_may_be_a_constant_of_the_group_or_of_what_a_helper_is_called() => GeneratorRun.Of(
        """
        namespace Acme;
        public static class Keys { public const string Mail = "mail"; }
        [OptionsSdk.OptionGroup(Keys.Mail)]
        public partial class MailOptions { public partial string Host { get; } = ""; }
        [OptionsSdk.OptionGroup(Name + ".more")]
        public partial class MoreOptions { private const string Name = "mail"; public partial string Host { get; } = ""; }
        """).AssertCompiles(2);

    [Fact]
    public void An_obsolete_option_compiles_even_where_its_use_is_an_error() => GeneratorRun.Of(
        """
        [OptionsSdk.OptionGroup]
        public partial class Group
        {
            [System.Obsolete("Use Host.", true)]
            public partial int Port { get; } = 1;
            [System.Obsolete]
            public partial int Host { get; }
        }
        """).AssertCompiles(1);

    [Fact]
    public void A_group_whose_use_is_an_error_compiles_and_takes_no_other_group_down()
    {
        var run = GeneratorRun.Of(
            """
            namespace Acme;

            [OptionsSdk.OptionGroup("old")]
            [System.Obsolete("Use NewOptions.", error: true)]
            public sealed partial class OldOptions
            {
                public partial int Port { get; } = 25;
            }

            [OptionsSdk.OptionGroup("new")]
            public sealed partial class NewOptions
            {
                public partial int Port { get; } = 25;
            }
            """);
        run.AssertCompiles();
        Assert.Contains("OptionGroupEntry.Of<global::Acme.NewOptions>()", run.Registry, StringComparison.Ordinal);
        Assert.DoesNotContain("OldOptions", run.Registry, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experimental_or_obsolete_group_compiles() => GeneratorRun.Of(
        """
        [System.Diagnostics.CodeAnalysis.Experimental("ACME001")]
        [OptionsSdk.OptionGroup]
        public partial class Group { public partial int Port { get; } = 1; }
        [System.Obsolete]
        [OptionsSdk.OptionGroup]
        public partial class Old { public partial int Port { get; } = 1; }
        """).AssertCompiles(2);

    [Fact]
    public void Hidden_members_and_polymorphic_options_compile() => GeneratorRun.Of(
        """
        public abstract class Base
        {
            public int Port => 1;
            public abstract int Host { get; }
            public virtual string Keys => "";
        }
        [OptionsSdk.OptionGroup]
        public partial class Group : Base
        {
            public new partial int Port { get; } = 1;
            public override partial int Host { get; }
            public virtual partial int More { get; }
            protected partial int Kept { get; } = 2;
            private protected partial int Closed { get; }
            protected internal partial int Open { get; }
            internal partial int Inside { get; }
            partial int Own { get; }
        }
        """).AssertCompiles(1);

    [Fact]
    public void Two_groups_share_a_file_and_its_names() => GeneratorRun.Of(
        """
        using System;
        namespace Acme
        {
            [OptionsSdk.OptionGroup("a")] public partial class A { public partial TimeSpan Pause { get; } = TimeSpan.Zero; }
            namespace Inner
            {
                using Pause = TimeSpan;
                [OptionsSdk.OptionGroup("b")] partial class A { public partial Pause Pause { get; } = Pause.Zero; }
            }
        }
        [OptionsSdk.OptionGroup("c")] partial class A { public partial DayOfWeek Day { get; } }
        """).AssertCompiles(3);

    [Fact]
    public void A_source_that_knows_no_nullability_compiles() => GeneratorRun.Of(
        """
        #nullable disable
        [OptionsSdk.OptionGroup("a")]
        public partial class A
        {
            public partial string Host { get; }
            public partial string Relay { get; } = "x";
            public partial int? Port { get; }
            public partial System.Collections.Generic.IReadOnlyList<string> Hosts { get; } = new string[0];
            static partial void ValidateHost(string value, ref string error) => error = null;
        }
        """).AssertCompiles(1);

    [Fact]
    public void Usings_of_every_sort_are_repeated_where_they_stand() => GeneratorRun.Of(
        """
        global using System.Collections.Immutable;
        global using Everywhere = System.TimeSpan;
        using static System.DayOfWeek;
        using Numbers = System.Collections.Immutable.ImmutableArray<int>; // a comment
        #if true
        using Text = System.String;
        #endif
        #if false
        using Text = Missing;
        #endif
        using static OptionsSdk.OptionFlags;

        namespace Acme.Options
        {
            using System;
            using Day = System.DayOfWeek;

            [global::OptionsSdk.OptionGroup("a")]
            public partial class A
            {
                [global::OptionsSdk.Option(Required)]
                public partial Day Day { get; } = Monday;
                public partial Numbers Numbers { get; } = [];
                public partial Text Text { get; } = "";
                public partial Everywhere Pause { get; } = Everywhere.Zero;
                public partial ImmutableArray<Day> Days { get; } = [Sunday];
            }
        }
        """).AssertCompiles(1);
}
