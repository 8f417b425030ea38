namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1009.</summary>
public sealed class NullableReferenceTests
{
    [Theory]
    [InlineData("public partial {|OSDK1009:string?|} Value { get; }")]
    [InlineData("public partial {|OSDK1009:Uri?|} Value { get; }")]
    [InlineData("public partial {|OSDK1009:IReadOnlyList<int>?|} Value { get; }")]
    [InlineData("public partial ImmutableArray<{|OSDK1009:string?|}> Value { get; }")]
    [InlineData("public partial IReadOnlyDictionary<string, {|OSDK1009:string?|}> Value { get; }")]
    public Task A_question_mark_behind_a_reference_type_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("public partial int? Value { get; }")]
    [InlineData("public partial ImmutableArray<int>? Value { get; }")]
    [InlineData("public partial IReadOnlyList<DayOfWeek?> Value { get; }")]
    [InlineData("public partial string Value { get; }")]
    [InlineData("[NotAnOption] public string? Value { get; set; }")]
    public Task Nullable_values_and_plain_references_are_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task A_plain_reference_is_right_where_nothing_is_known_of_nullability() => Group.With("public partial string Value { get; }").WithNullableDisabled().FindsAsync();

    [Fact]
    public async Task The_message_names_key_type_and_remedy() => Assert.Equal(
        [
            "The option 'mail.host' has the nullable reference type 'string?', but its question mark does not exist at run time and no stored value means null; use 'string', whose empty value can say the same",
            "The option 'mail.relay' has the nullable reference type 'Uri?', but its question mark does not exist at run time and no stored value means null; use 'Uri' with a default",
        ],
        await Group.With("public partial {|OSDK1009:string?|} Host { get; } public partial {|OSDK1009:Uri?|} Relay { get; }").MessagesAsync());
}
