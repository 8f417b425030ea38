namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1103; which changes survive is proved in <see cref="TypeSurvivalTests"/>.</summary>
public sealed class LockedTypeChangedTests
{
    private const string Level = "public enum Level { Debug, Info }";

    [Fact]
    public Task Another_type_is_found_at_its_property() => AnalyzerTest.Of(LockFileText.Group("public partial string {|OSDK1103:Port|} { get; } = \"\";"))
        .WithLock("""mail.port: { "type": "int", "default": "\"\"" }""")
        .FindsAsync();

    [Fact]
    public Task A_type_that_holds_less_is_found() => AnalyzerTest.Of(LockFileText.Group("public partial int {|OSDK1103:Port|} { get; }"))
        .WithLock("""mail.port: { "type": "long" }""")
        .FindsAsync();

    [Fact]
    public async Task The_message_names_types_reason_and_remedies() => Assert.Equal(
        ["The type of the option 'mail.port' has changed from 'long' to 'int', which stored values may not survive: 'int' does not hold every 'long'; give the new option another key, or run 'dotnet build -t:UpdateOptionsLock' if no value is stored"],
        await AnalyzerTest.Of(LockFileText.Group("public partial int {|OSDK1103:Port|} { get; }")).WithLock("""mail.port: { "type": "long" }""").MessagesAsync());

    [Theory]
    [InlineData("int", "string", "the JSON of a 'int' is no 'string'")]
    [InlineData("int?", "int", "a stored null is no 'int'")]
    [InlineData("IReadOnlyList<long>", "IReadOnlyList<short>", "'short' does not hold every 'long'")]
    [InlineData("Acme.Gone", "int", "the JSON of a 'Acme.Gone' is no 'int'")]
    public async Task The_reason_fits_the_change(string before, string after, string reason) => Assert.Contains(
        $": {reason};",
        Assert.Single(await AnalyzerTest.Of(LockFileText.Group($"public partial {after} {{|OSDK1103:Port|}} {{ get; }}")).WithLock($$"""mail.port: { "type": "{{before}}" }""").MessagesAsync()),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_member_that_is_gone_from_an_enumeration_is_found_by_name() => Assert.Contains(
        ": a stored 'Fatal' is no member of 'global::Level';",
        Assert.Single(await AnalyzerTest.Of(LockFileText.Group("public partial Level {|OSDK1103:Level|} { get; }", Level))
            .WithAdditionalFile(LockFileText.Path, LockFileText.Of(["""mail.level: { "type": "global::Level" }"""], ["""global::Level: { "members": ["Debug", "Fatal", "Info"] }"""], []))
            .MessagesAsync()),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_member_that_is_gone_is_found_inside_composites() => Assert.Single(
        await AnalyzerTest.Of(LockFileText.Group("public partial IReadOnlyDictionary<string, ImmutableArray<Level?>> {|OSDK1103:Levels|} { get; }", Level))
            .WithAdditionalFile(LockFileText.Path, LockFileText.Of(["""mail.levels: { "type": "IReadOnlyDictionary<string, ImmutableArray<global::Level?>>" }"""], ["""global::Level: { "members": ["Fatal"] }"""], []))
            .MessagesAsync());

    [Fact]
    public Task A_renamed_member_that_stays_beside_its_new_name_survives() => AnalyzerTest.Of(LockFileText.Group("public partial Level Level { get; }", "public enum Level { Debug, Info, Information = Info }"))
        .WithAdditionalFile(LockFileText.Path, LockFileText.Of(["""mail.level: { "type": "global::Level" }"""], ["""global::Level: { "members": ["Debug", "Info", "Information"] }"""], []))
        .FindsAsync();

    [Fact]
    public Task The_same_type_in_other_words_is_the_same() => AnalyzerTest.Of(
        """
        using Duration = System.TimeSpan;

        namespace Acme.Deep
        {
            using Text = System.String;

            public static partial class Outer<T>
            {
                public enum Level { Debug }
            }

            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial System.Int32 Number { get; }
                public partial Text Name { get; } = "";
                public partial global::System.TimeSpan? Wait { get; }
                public partial Duration Timeout { get; }
                public partial System.Collections.Generic.IReadOnlyList<Outer<int>.Level> Levels { get; }
                public partial Nullable<DayOfWeek> Day { get; }
            }
        }
        """)
        .WithAdditionalFile(
            LockFileText.Path,
            LockFileText.Of(
                [
                    """mail.number: { "type": "int" }""",
                    """mail.name: { "type": "string", "default": "\"\"" }""",
                    """mail.wait: { "type": "TimeSpan?" }""",
                    """mail.timeout: { "type": "TimeSpan" }""",
                    """mail.levels: { "type": "IReadOnlyList<Acme.Deep.Outer.Level<int>>" }""",
                    """mail.day: { "type": "System.DayOfWeek?" }""",
                ],
                [
                    """Acme.Deep.Outer.Level<int>: { "members": ["Debug"] }""",
                    """System.DayOfWeek: { "members": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] }""",
                ],
                []))
        .FindsAsync();

    [Fact]
    public Task A_type_of_the_same_name_in_another_namespace_is_another() => AnalyzerTest.Of(
        LockFileText.Group("public partial Guid {|OSDK1103:Id|} { get; }", "public enum Guid { None }"))
        .WithLock("""mail.id: { "type": "Guid" }""")
        .FindsAsync();
}
