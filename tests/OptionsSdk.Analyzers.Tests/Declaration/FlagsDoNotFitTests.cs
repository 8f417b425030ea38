namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1020.</summary>
public sealed class FlagsDoNotFitTests
{
    [Theory]
    [InlineData("Bool", "int")]
    [InlineData("ModifiableBool", "bool?")]
    [InlineData("Rate", "string")]
    [InlineData("Rate", "double?")]
    [InlineData("Scalar", "double")]
    [InlineData("ModifiableScalar", "bool")]
    public Task A_flag_for_another_type_is_found(string flag, string type) =>
        Group.With($$"""[Option({|OSDK1020:OptionFlags.{{flag}}|})] public partial {{type}} Value { get; }""").FindsAsync();

    [Theory]
    [InlineData("Bool", "bool")]
    [InlineData("ModifiableRate", "double")]
    [InlineData("Rate", "int")]
    [InlineData("Rate", "decimal")]
    [InlineData("Scalar", "ulong")]
    [InlineData("AdminModifiable", "string")]
    public Task A_flag_for_the_type_is_right(string flag, string type) =>
        Group.With($$"""[Option(OptionFlags.{{flag}})] public partial {{type}} Value { get; }""").FindsAsync();

    [Fact]
    public async Task The_message_names_flag_key_type_and_meaning() => Assert.Equal(
        ["The flag Rate does not fit the option 'mail.value' of type 'string'; it marks numbers from 0 to 1"],
        await Group.With("[Option({|OSDK1020:OptionFlags.ModifiableRate|})] public partial string Value { get; }").MessagesAsync());
}
