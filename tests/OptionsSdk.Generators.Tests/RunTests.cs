using OptionsSdk.Sqlite;
using OptionsSdk.Store;

namespace OptionsSdk.Generators.Tests;

/// <summary>The output at work: emitted, loaded and used through a manager on a database in memory.</summary>
public sealed class RunTests
{
    private const string Show =
        """
        public static partial class Program
        {
            public static string Show(object? value) => value switch
            {
                null => "null",
                string text => text,
                System.Collections.IEnumerable items => $"[{string.Join(",", System.Linq.Enumerable.Select(System.Linq.Enumerable.Cast<object?>(items), Show))}]",
                System.IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                _ when value.GetType().GetProperty("Key") is { } key => $"{Show(key.GetValue(value))}:{Show(value.GetType().GetProperty("Value")!.GetValue(value))}",
                _ => value.ToString()!,
            };
        }
        """;

    // Type, default, another value, whether the type has an empty value.
    private static readonly (string Type, string Default, string Other, bool HasEmpty)[] Types =
    [
        ("bool", "true", "false", true),
        ("byte", "1", "255", true),
        ("sbyte", "-1", "-128", true),
        ("short", "-1", "-32768", true),
        ("ushort", "1", "65535", true),
        ("char", "'a'", "'z'", false),
        ("int", "-1", "-1640531527", true),
        ("uint", "1", "4294967295", true),
        ("long", "-1", "-1640531527", true),
        ("ulong", "1", "18446744073709551615", true),
        ("float", "-0.5f", "1.5e30f", true),
        ("double", "-0.5", "1.5e300", true),
        ("decimal", "-0.5m", "79228162514264337593543950335m", true),
        ("string", "\"a\"", "\"b\"", true),
        ("Int32", "1", "2", true),
        ("System.String", "\"a\"", "\"b\"", true),
        ("DayOfWeek", "DayOfWeek.Monday", "DayOfWeek.Friday", true),
        ("TimeSpan", "TimeSpan.FromSeconds(1)", "TimeSpan.FromDays(2)", true),
        ("DateTimeOffset", "DateTimeOffset.UnixEpoch", "DateTimeOffset.UnixEpoch.AddDays(1)", true),
        ("DateOnly", "new(2026, 1, 2)", "new(2027, 1, 2)", true),
        ("TimeOnly", "new(1, 2)", "new(3, 4)", true),
        ("Guid", "Guid.Empty", "new(\"11111111-2222-3333-4444-555555555555\")", true),
        ("Uri", "new(\"https://a.example/\")", "new(\"https://b.example/\")", false),
        ("Version", "new(1, 2)", "new(3, 4)", false),
        ("JsonElement", "JsonSerializer.SerializeToElement(1)", "JsonSerializer.SerializeToElement(new[] { 2 })", false),
        ("int?", "1", "null", true),
        ("bool?", "null", "true", true),
        ("DayOfWeek?", "null", "DayOfWeek.Friday", true),
        ("TimeSpan?", "TimeSpan.Zero", "null", true),
        ("ImmutableArray<int>", "[1]", "[2, 3]", true),
        ("System.Collections.Immutable.ImmutableArray<string>", "[\"a\"]", "[]", true),
        ("IReadOnlyList<string>", "[\"a\"]", "[\"b\", \"c\"]", true),
        ("IReadOnlyList<int?>", "[1, null]", "[null]", true),
        ("IReadOnlyList<IReadOnlyList<DayOfWeek>>", "[[DayOfWeek.Monday]]", "[[], [DayOfWeek.Friday]]", true),
        ("IReadOnlyDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }", "new Dictionary<string, int> { [\"b\"] = 2 }", true),
        ("IReadOnlyDictionary<int, ImmutableArray<TimeSpan>>", "new Dictionary<int, ImmutableArray<TimeSpan>>()", "new Dictionary<int, ImmutableArray<TimeSpan>> { [1] = [TimeSpan.Zero] }", true),
        ("IReadOnlyDictionary<DayOfWeek, IReadOnlyDictionary<string, decimal?>>", "new Dictionary<DayOfWeek, IReadOnlyDictionary<string, decimal?>>()", "new Dictionary<DayOfWeek, IReadOnlyDictionary<string, decimal?>> { [DayOfWeek.Monday] = new Dictionary<string, decimal?> { [\"a\"] = null } }", true),
        ("Alias", "Alias.Zero", "Alias.MaxValue", true),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_type_is_declared_read_overridden_written_and_deleted_with_and_without_a_default()
    {
        var run = GeneratorRun.Of(Show, MatrixSource()).AssertCompiles(1);
        using var program = LoadedProgram.Of(run);
        await using var database = new SqliteOptionDatabase("Data Source=:memory:");
        await using var store = new OptionStore(database);
        await store.StartAsync(Token);
        using var manager = new OptionManager(Registry(program), store);

        Assert.Equal(Types.Length + Types.Count(static type => type.HasEmpty), manager.All.Count);
        var problems = await (Task<string>)program.Call("Program", "Check", manager, Token)!;

        Assert.Equal("", problems);
    }

    [Fact]
    public async Task Reads_follow_writes_and_snapshots_do_not()
    {
        using var program = LoadedProgram.Of(GeneratorRun.Of(
            Sources.Mail,
            """
            using System.Threading;
            using System.Threading.Tasks;
            using OptionsSdk;
            using Acme;
            public static class Program
            {
                public static async Task<string> Run(OptionManager manager, CancellationToken token)
                {
                    var mail = manager.Group<MailOptions>();
                    var before = mail.Snapshot();
                    var result = await mail.SetPortAsync(2525, by: "ops", because: "moved", cancellationToken: token);
                    await mail.SetHostAsync("relay.example", cancellationToken: token);
                    var after = mail.Snapshot();
                    var deleted = await mail.DeleteHostAsync(cancellationToken: token);
                    return $"{before.Host}:{before.Port} {after.Host}:{after.Port} {mail.Host}:{mail.Port} {result.Changed} {deleted.Changed} {before.Revision < after.Revision} {manager.Get(MailOptions.Keys.Port)}";
                }
            }
            """).AssertCompiles(1));
        await using var database = new SqliteOptionDatabase("Data Source=:memory:");
        await using var store = new OptionStore(database);
        await store.StartAsync(Token);
        using var manager = new OptionManager(Registry(program), store);

        Assert.Equal("localhost:25 relay.example:2525 localhost:2525 True True True 2525", await (Task<string>)program.Call("Program", "Run", manager, Token)!);
    }

    [Fact]
    public async Task A_watch_sees_the_groups_own_write()
    {
        using var program = LoadedProgram.Of(GeneratorRun.Of(
            Sources.Mail,
            """
            using System.Threading;
            using System.Threading.Tasks;
            using OptionsSdk;
            using Acme;
            public static class Program
            {
                public static async Task<string> Run(OptionManager manager, CancellationToken token)
                {
                    var mail = manager.Group<MailOptions>();
                    await using var watch = mail.WatchPort(token).GetAsyncEnumerator(token);
                    var next = watch.MoveNextAsync();
                    await mail.SetPortAsync(2525, cancellationToken: token);
                    return await next ? $"{watch.Current.OldValue} {watch.Current.NewValue} {mail.Port}" : "ended";
                }
            }
            """).AssertCompiles(1));
        await using var database = new SqliteOptionDatabase("Data Source=:memory:");
        await using var store = new OptionStore(database);
        await store.StartAsync(Token);
        using var manager = new OptionManager(Registry(program), store);

        Assert.Equal("25 2525 2525", await (Task<string>)program.Call("Program", "Run", manager, Token)!);
    }

    [Fact]
    public async Task Rules_and_the_users_own_check_stand_at_the_door()
    {
        using var program = LoadedProgram.Of(GeneratorRun.Of(
            """
            using System;
            using System.Threading.Tasks;
            using System.ComponentModel.DataAnnotations;
            using OptionsSdk.Errors;
            using OptionsSdk;
            [OptionsSdk.OptionGroup]
            public partial class Group
            {
                [Range(1, 9)]
                public partial int Port { get; } = 5;
            }
            public partial class Group
            {
                static partial void ValidatePort(int value, ref string? error) => error = value == 7 ? "must not be seven" : null;
            }
            public static class Program
            {
                public static string Run(OptionManager manager)
                {
                    var group = manager.Group<Group>();
                    return $"{Try(manager, 4)} {Try(manager, 7)} {Try(manager, 10)} {group.Port}";
                }

                private static bool Try(OptionManager manager, int value)
                {
                    try
                    {
                        using var scope = manager.Override(Group.Keys.Port, value);
                        return manager.Group<Group>().Port == value;
                    }
                    catch (OptionValueException)
                    {
                        return false;
                    }
                }
            }
            """).AssertCompiles(1));
        using var manager = new OptionManager(Registry(program));

        Assert.Equal("True False False 5", program.Call("Program", "Run", manager));
    }

    [Fact]
    public void An_instance_that_no_manager_made_reads_defaults_and_refuses_the_rest()
    {
        using var program = LoadedProgram.Of(GeneratorRun.Of(
            """
            using System;
            using System.Collections.Generic;
            using OptionsSdk.Errors;
            [OptionsSdk.OptionGroup]
            public partial class Group
            {
                private static int s_evaluated;

                public Group() { }

                public static int Evaluated => s_evaluated;
                public partial int Port { get; } = ++s_evaluated;
                public partial string Host { get; }
                public partial long Big { get; } = 2;
                public partial IReadOnlyList<int> List { get; }
            }
            public static class Program
            {
                public static string Run()
                {
                    var group = new Group();
                    return $"{group.Port} {group.Port} '{group.Host}' {group.Big} {group.List.Count} {Group.Evaluated} {Refuses(() => group.SetPortAsync(1))} {Refuses(() => group.Snapshot())} {Refuses(() => group.WatchPort())}";
                }

                private static bool Refuses(Action action)
                {
                    try
                    {
                        action();
                        return false;
                    }
                    catch (OptionRegistrationException)
                    {
                        return true;
                    }
                }
            }
            """).AssertCompiles(1));

        Assert.Equal("1 1 '' 2 0 1 True True True", program.Call("Program", "Run"));
    }

    [Fact]
    public async Task Keys_flags_descriptions_and_groups_reach_the_registry()
    {
        using var program = LoadedProgram.Of(GeneratorRun.Of(Sources.Mail).AssertCompiles(1));
        using var manager = new OptionManager(Registry(program));

        Assert.Equal(
            [
                ("mail.host", OptionFlags.PrioritizeDisk, "SMTP relay that outgoing mail is handed to."),
                ("mail.list-namespace", OptionFlags.Immutable, "Namespace of mailing lists. Fixed at deployment."),
                ("mail.password", OptionFlags.Credential | OptionFlags.AllowEmpty, "Password of the relay."),
                ("mail.port", OptionFlags.Default, "Port of the relay."),
            ],
            manager.All.Select(static option => (option.Key, option.Flags, option.Description!)));
        Assert.All(manager.All, static option => Assert.Equal("Acme.MailOptions", option.Group!.FullName));
    }

    [Fact]
    public async Task An_option_of_a_type_without_a_codec_compiles_and_fails_registration_by_name()
    {
        using var program = LoadedProgram.Of(GeneratorRun.Of(
            "[OptionsSdk.OptionGroup] public partial class Group { public partial System.Collections.Generic.List<string?> Names { get; } = []; public partial (int, string) Pair { get; } = (1, \"\"); public partial int[] Numbers { get; } = []; }").AssertCompiles(1));
        var registry = Registry(program);
        await Task.CompletedTask;

        Assert.Contains("group.names", Assert.Throws<Errors.OptionRegistrationException>(() => new OptionManager(registry)).Message, StringComparison.Ordinal);
    }

    private static OptionRegistry Registry(LoadedProgram program) =>
        (OptionRegistry)program.Call("OptionsSdk.Generated.Registries.Acme_App", "Create")!;

    private static string MatrixSource()
    {
        var options = Types.Select(static (type, index) =>
            $$"""
                public partial {{type.Type}} With{{index}} { get; } = {{type.Default}};
            {{(type.HasEmpty ? $"    public partial {type.Type} Without{index} {{ get; }}" : "")}}
            """);
        var checks = Types.Select(static (type, index) =>
            $$"""
                    await CheckAsync<{{type.Type}}>("With{{index}}", {{type.Default}}, {{type.Other}}, () => group.With{{index}}, Group.Keys.With{{index}}, (value, token) => group.SetWith{{index}}Async(value, cancellationToken: token), token => group.DeleteWith{{index}}Async(cancellationToken: token));
            {{(type.HasEmpty ? $"        await CheckAsync<{type.Type}>(\"Without{index}\", manager.Get(Group.Keys.Without{index}), {type.Other}, () => group.Without{index}, Group.Keys.Without{index}, (value, token) => group.SetWithout{index}Async(value, cancellationToken: token), token => group.DeleteWithout{index}Async(cancellationToken: token));" : "")}}
            """);
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Text;
            using System.Text.Json;
            using System.Threading;
            using System.Threading.Tasks;
            using OptionsSdk;
            using Alias = System.TimeSpan;

            [OptionGroup("matrix")]
            public sealed partial class Group
            {
            {{string.Join('\n', options)}}
            }

            public static partial class Program
            {
                public static async Task<string> Check(OptionManager manager, CancellationToken token)
                {
                    var group = manager.Group<Group>();
                    var problems = new StringBuilder();
            {{string.Join('\n', checks)}}
                    return problems.ToString();

                    async Task CheckAsync<T>(string name, T declared, T other, Func<T> read, OptionKey<T> key, Func<T, CancellationToken, ValueTask<OptionWriteResult>> set, Func<CancellationToken, ValueTask<OptionWriteResult>> delete)
                    {
                        Same("default", declared);
                        using (manager.Override(key, other))
                        {
                            Same("override", other);
                        }

                        Same("override closed", declared);
                        await set(other, token);
                        Same("written", other);
                        Same("written, again", other);
                        await delete(token);
                        Same("deleted", declared);

                        void Same(string when, T expected)
                        {
                            if (Show(read()) != Show(expected))
                            {
                                problems.Append($"{name} ({typeof(T)}) {when}: {Show(read())} instead of {Show(expected)}\n");
                            }
                        }
                    }
                }
            }
            """;
    }
}
