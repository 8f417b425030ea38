namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1019.</summary>
public sealed class ContradictingFlagsTests
{
    [Theory]
    [InlineData("NoStore", "StoreOnly")]
    [InlineData("AdminModifiable", "NoStore")]
    [InlineData("AdminModifiable", "Immutable")]
    [InlineData("AdminModifiable", "Credential")]
    [InlineData("AutomatorModifiable", "NoStore")]
    [InlineData("AutomatorModifiable", "Immutable")]
    [InlineData("AutomatorModifiable", "Credential")]
    [InlineData("AutomatorModifiable", "Required")]
    [InlineData("ModifiableBool", "Rate")]
    [InlineData("Bool", "Scalar")]
    [InlineData("Rate", "Scalar")]
    public Task Flags_that_contradict_each_other_are_found(string first, string second) =>
        Group.With($$"""[Option({|OSDK1019:OptionFlags.{{first}} | OptionFlags.{{second}}|})] public partial bool Value { get; }""").FindsAsync();

    [Theory]
    [InlineData("OptionFlags.ModifiableBool | OptionFlags.AutomatorModifiable")]
    [InlineData("OptionFlags.Immutable | OptionFlags.Credential | OptionFlags.Required")]
    [InlineData("OptionFlags.NoStore | OptionFlags.Immutable")]
    [InlineData("OptionFlags.None")]
    public Task Flags_that_go_together_are_right(string flags) => Group.With($$"""[Option("mail.value", {{flags}})] public partial bool Value { get; }""").FindsAsync();

    [Fact]
    public async Task The_message_names_key_flags_and_reason() => Assert.Equal(
        ["The flags NoStore and StoreOnly of the option 'mail.value' contradict each other: an option that is never stored cannot come from the store only; remove one of them"],
        await Group.With("[Option({|OSDK1019:OptionFlags.NoStore | OptionFlags.StoreOnly|})] public partial bool Value { get; }").MessagesAsync());
}
