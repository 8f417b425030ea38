namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1013.</summary>
public sealed class RuleDoesNotApplyTests
{
    [Theory]
    [InlineData("[{|OSDK1013:Range(1, 5)|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1013:Range(1, 5)|}] public partial TimeSpan Value { get; }")]
    [InlineData("[{|OSDK1013:Range(typeof(int), \"1\", \"5\")|}] public partial long Value { get; }")]
    [InlineData("[{|OSDK1013:StringLength(5)|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1013:RegularExpression(\"a\")|}] public partial ImmutableArray<string> Value { get; }")]
    [InlineData("[{|OSDK1013:EmailAddress|}] public partial Uri Value { get; } = new(\"a\", UriKind.Relative);")]
    [InlineData("[{|OSDK1013:Url|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1013:AllowedValues(1)|}] public partial ImmutableArray<int> Value { get; }")]
    [InlineData("[{|OSDK1013:OptionRange(\"a\", \"b\")|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1013:OptionLength(1)|}] public partial int Value { get; }")]
    public Task A_rule_for_other_types_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("[Range(1, 5)] public partial decimal? Value { get; }")]
    [InlineData("[Range(typeof(TimeSpan), \"00:00:01\", \"00:00:05\")] public partial TimeSpan Value { get; }")]
    [InlineData("[OptionLength(1)] public partial IReadOnlyDictionary<string, int> Value { get; }")]
    [InlineData("[OptionLength(1)] public partial ImmutableArray<int>? Value { get; }")]
    [InlineData("[Url] public partial Uri Value { get; } = new(\"https://a.example/\");")]
    [InlineData("[AllowedValues(DayOfWeek.Monday)] public partial DayOfWeek? Value { get; }")]
    [InlineData("[field: StringLength(5)] public partial int Value { get; } = 1;")]
    public Task A_rule_for_the_type_is_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public async Task The_message_names_rule_key_type_and_remedy() => Assert.Equal(
        ["[Range] cannot apply to the option 'mail.pause' of type 'TimeSpan': it limits numbers; [OptionRange] limits other types"],
        await Group.With("[{|OSDK1013:Range(1, 5)|}] public partial TimeSpan Pause { get; }").MessagesAsync());
}
