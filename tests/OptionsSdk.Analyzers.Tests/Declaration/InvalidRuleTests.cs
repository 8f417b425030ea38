namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1015.</summary>
public sealed class InvalidRuleTests
{
    [Theory]
    [InlineData("[{|OSDK1015:Range(5, 1)|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1015:Range(1, 1, MinimumIsExclusive = true)|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1015:Range(double.NaN, 1)|}] public partial double Value { get; }")]
    [InlineData("[{|OSDK1015:Range(typeof(decimal), \"0.1\", \"much\")|}] public partial decimal Value { get; }")]
    [InlineData("[{|OSDK1015:OptionRange(\"5s\", \"00:01:00\")|}] public partial TimeSpan Value { get; }")]
    [InlineData("[{|OSDK1015:OptionRange(\"2026-12-31\", \"2026-01-01\")|}] public partial DateOnly Value { get; }")]
    [InlineData("[{|OSDK1015:OptionRange(\"0\", \"256\")|}] public partial byte Value { get; }")]
    [InlineData("[{|OSDK1015:StringLength(-1)|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1015:StringLength(3, MinimumLength = 4)|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1015:OptionLength(3, 2)|}] public partial ImmutableArray<int> Value { get; }")]
    [InlineData("[{|OSDK1015:AllowedValues(1, \"two\")|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1015:AllowedValues(1, null)|}] public partial int Value { get; }")]
    public Task Arguments_that_the_runtime_refuses_are_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("[Range(1, 1)] public partial int Value { get; }")]
    [InlineData("[OptionRange(\"1.9\", \"1.10\")] public partial Version Value { get; } = new(1, 10);")]
    [InlineData("[OptionRange(\"08:00\", \"17:30\")] public partial TimeOnly Value { get; }")]
    [InlineData("[OptionLength(0, 0)] public partial string Value { get; }")]
    [InlineData("[AllowedValues(1, \"2\", 3L)] public partial int Value { get; }")]
    [InlineData("[AllowedValues(1, null)] public partial int? Value { get; }")]
    [InlineData("[AllowedValues(\"monday\", DayOfWeek.Friday)] public partial DayOfWeek Value { get; } = DayOfWeek.Monday;")]
    public Task Valid_arguments_are_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public async Task The_message_names_rule_key_and_reason() => Assert.Equal(
        [
            "[Range] of the option 'mail.port' is not valid: its minimum is larger than its maximum",
            "[OptionRange] of the option 'mail.pause' is not valid: its minimum is not a duration such as 00:00:30",
        ],
        await Group.With(
            """
            [{|OSDK1015:Range(5, 1)|}] public partial int Port { get; }
            [{|OSDK1015:OptionRange("5", "00:01:00")|}] public partial TimeSpan Pause { get; }
            """).MessagesAsync());
}
