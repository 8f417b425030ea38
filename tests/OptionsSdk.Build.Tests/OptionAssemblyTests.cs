using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build.Tests;

public sealed class OptionAssemblyTests
{
    private const string Program =
        """
        [assembly: RetiredOption("mail.old")]
        [assembly: RetiredOption("mail." + "older")]

        namespace Acme
        {
            public static partial class Outer<T>
            {
                public enum Level { Info, Debug }
            }

            public static partial class Shell
            {
                [OptionGroup("mail")]
                internal sealed partial class MailOptions
                {
                    [Option(OptionFlags.Immutable | OptionFlags.PrioritizeDisk)]
                    public partial string Host { get; } = "local" /* the relay */
                        + "host";

                    [Option("mail.secret", OptionFlags.Credential)]
                    public partial string Password { get; } = "hunter2";

                    public partial Outer<int>.Level? Level { get; }

                    private partial IReadOnlyDictionary<DayOfWeek, ImmutableArray<TimeSpan>> Days { get; }
                }
            }
        }
        """;

    [Fact]
    public void Keys_types_defaults_flags_enumerations_and_retired_keys_are_read() => Assert.Equal(
        """
        {
          "version": 1,
          "options": {
            "mail.days": { "type": "IReadOnlyDictionary<System.DayOfWeek, ImmutableArray<TimeSpan>>" },
            "mail.host": { "type": "string", "default": "\"local\" + \"host\"", "flags": "Immutable | PrioritizeDisk" },
            "mail.level": { "type": "Acme.Outer.Level<int>?" },
            "mail.secret": { "type": "string", "flags": "Credential" }
          },
          "enumerations": {
            "Acme.Outer.Level<int>": { "members": ["Debug", "Info"] },
            "System.DayOfWeek": { "members": ["Friday", "Monday", "Saturday", "Sunday", "Thursday", "Tuesday", "Wednesday"] }
          },
          "retired": [
            "mail.old",
            "mail.older"
          ]
        }

        """,
        LockFileWriter.Write(DeclaredAssembly.Read(Program)));

    [Fact]
    public void An_enumeration_of_an_unknown_reference_has_unknown_members()
    {
        using var folder = new TemporaryFolder();
        using var assembly = OptionAssembly.Open(DeclaredAssembly.Write(folder, "Acme.App.dll", Program), []);
        Assert.Equal(["Acme.Outer.Level<int>"], assembly.Read().Enumerations.Keys);
    }

    [Fact]
    public void A_reference_that_is_no_assembly_is_as_good_as_none()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["System.Runtime.dll"], "not an assembly");
        using var assembly = OptionAssembly.Open(DeclaredAssembly.Write(folder, "Acme.App.dll", Program), [folder["System.Runtime.dll"]]);
        Assert.Equal(["Acme.Outer.Level<int>"], assembly.Read().Enumerations.Keys);
    }

    [Fact]
    public void Members_that_may_be_combined_are_known_as_such() =>
        Assert.True(DeclaredAssembly.Read("[Flags] public enum Access { Read = 1 } [OptionGroup(\"a\")] public sealed partial class Group { public partial Access Access { get; } = Access.Read; }")
            .Enumerations["global::Access"].Combines);

    [Fact]
    public void A_marker_of_the_same_name_in_another_namespace_retires_nothing() => Assert.Empty(DeclaredAssembly.Read(
        """
        [assembly: Elsewhere.RetiredOption("a")]

        namespace Elsewhere
        {
            [AttributeUsage(AttributeTargets.Assembly)]
            public sealed class RetiredOptionAttribute(string key) : Attribute
            {
                public string Key => key;
            }
        }
        """).Retired);

    [Fact]
    public void Whether_an_assembly_uses_the_runtime_is_known()
    {
        using var folder = new TemporaryFolder();
        using var with = OptionAssembly.Open(DeclaredAssembly.Write(folder, "With.dll", Program), []);
        using var without = OptionAssembly.Open(DeclaredAssembly.Write(folder, "Without.dll", AnalyzerTest.Of("public sealed class Nothing;").WithoutRuntime()), []);
        Assert.True(with.ReferencesRuntime);
        Assert.False(without.ReferencesRuntime);
    }

    [Fact]
    public void The_assembly_can_be_replaced_while_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = DeclaredAssembly.Write(folder, "Acme.App.dll", Program);
        using var assembly = OptionAssembly.Open(path, []);
        File.WriteAllBytes(path, []);
        Assert.Equal(4, assembly.Read().Options.Count);
    }
}
