namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1007.</summary>
public sealed class UnsupportedTypeTests
{
    private const string Relay = "public sealed record Relay(string Host); public enum Mode { Off }";

    [Theory]
    [InlineData("public partial {|OSDK1007:object|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:DateTime|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:DateTime|}? Value { get; }")]
    [InlineData("public partial {|OSDK1007:(int, int)|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:Task<int>|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:Func<int>|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:dynamic|} Value { get; }")]
    [InlineData("public unsafe partial {|OSDK1007:int*|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:IEnumerable<int>|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:ImmutableList<int>|} Value { get; }")]
    [InlineData("public partial {|OSDK1007:int[,]|} Value { get; }")]
    [InlineData("public partial ImmutableArray<{|OSDK1007:DateTime|}> Value { get; }")]
    [InlineData("public partial IReadOnlyDictionary<string, IReadOnlyList<{|OSDK1007:DateTime|}>> Value { get; }")]
    [InlineData("public partial IReadOnlyDictionary<{|OSDK1007:bool|}, int> Value { get; }")]
    [InlineData("public partial IReadOnlyDictionary<{|OSDK1007:int?|}, int> Value { get; }")]
    public Task A_type_without_a_codec_is_found_where_it_is_spelled(string member) => Group.With(member, Relay).FindsAsync();

    [Theory]
    [InlineData("public partial IReadOnlyDictionary<Mode, IReadOnlyList<decimal?>> Value { get; }")]
    [InlineData("public partial ImmutableArray<JsonElement>? Value { get; }")]
    [InlineData("public partial System.Nullable<Mode> Value { get; }")]
    [InlineData("public partial global::System.Collections.Generic.IReadOnlyList<System.Guid> Value { get; }")]
    [InlineData("[NotAnOption] public Relay? Value { get; set; }")]
    [InlineData("public Relay Value => new(\"a\");")]
    public Task A_type_that_options_hold_is_right(string member) => Group.With(member, Relay).FindsAsync();

    [Fact]
    public Task A_type_that_the_compiler_does_not_know_is_its_own_business() => AnalyzerTest.Of(
        Group.Source("public partial Missing Value { get; } public partial ImmutableArray<Missing> Values { get; } public static partial int {|OSDK1006:Port|} { get; }")).FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_reason_and_what_is_supported() => Assert.Equal(
        [
            "The option 'mail.at' has the type 'DateTime', which has no codec; use 'DateTimeOffset'",
            "The option 'mail.relay' has the type '(int, int)', which has no codec; use a boolean, a number, a character, a text, an enumeration, TimeSpan, DateTimeOffset, DateOnly, TimeOnly, Guid, Uri, Version, JsonElement, a nullable of such a value type, ImmutableArray<T>, IReadOnlyList<T> or IReadOnlyDictionary<TKey, T> of these",
            "The option 'mail.flags' has the type 'bool', which cannot be the key of a dictionary; use texts, whole numbers or members of an enumeration as keys",
            "The option 'mail.tags' has the type 'ImmutableHashSet<string>', which has no codec; use 'ImmutableArray<string>'",
        ],
        await Group.With(
            """
            public partial {|OSDK1007:DateTime|} At { get; }
            public partial {|OSDK1007:(int, int)|} Relay { get; }
            public partial IReadOnlyDictionary<{|OSDK1007:bool|}, int> Flags { get; }
            public partial {|OSDK1007:ImmutableHashSet<string>|} Tags { get; }
            """,
            Relay).MessagesAsync());
}
