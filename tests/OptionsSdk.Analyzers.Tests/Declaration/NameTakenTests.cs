namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1024.</summary>
public sealed class NameTakenTests
{
    private const string Port = "public partial int Port { get; } = 25;";

    [Theory]
    [InlineData("public const string {|OSDK1024:Keys|} = \"\";")]
    [InlineData("public int {|OSDK1024:Snapshot|}() => 1;")]
    [InlineData("public readonly struct {|OSDK1024:ValueSnapshot|};")]
    [InlineData("public void {|OSDK1024:SetPortAsync|}() { }")]
    [InlineData("private int _a = 1, {|OSDK1024:DeletePortAsync|}; public int Read() => _a + DeletePortAsync++;")]
    [InlineData("public event Action? {|OSDK1024:WatchPort|} { add { } remove { } }")]
    [InlineData("public partial int {|OSDK1024:Keys|} { get; }")]
    public async Task A_member_with_the_name_of_a_generated_one_is_found_in_either_part(string member)
    {
        await Group.With($"{Port} {member}").FindsAsync();
        if (!member.Contains("partial", StringComparison.Ordinal))
        {
            await AnalyzerTest.Of(Group.Source(Port), $$"""public partial class MailOptions { {{member}} }""").FindsAsync();
        }
    }

    [Theory]
    [InlineData("public void SetHostAsync() { }")]
    [InlineData("public void WatchPorts() { }")]
    [InlineData("[Option(\"mail.user\", OptionFlags.Immutable)] public partial string User { get; } public void SetUserAsync() { } public void WatchUser() { }")]
    [InlineData("[Option(\"mail.user\", OptionFlags.NoStore)] public partial string User { get; } public void DeleteUserAsync() { }")]
    public Task Other_names_are_right(string member) => Group.With($"{Port} {member}").FindsAsync();

    [Fact]
    public Task A_group_without_visible_options_has_no_typed_keys_to_take() => Group.With("private partial int Port { get; } public const string Keys = \"\";").FindsAsync();

    [Fact]
    public async Task The_message_names_member_what_is_missing_and_remedy() => Assert.Equal(
        [
            "The member 'SetPortAsync' takes the name of the generated write method of 'Port', which is therefore missing; rename the member",
            "The member 'Keys' takes the name of the generated typed keys of 'MailOptions', which is therefore missing; rename the member",
        ],
        await Group.With($"{Port} public void {{|OSDK1024:SetPortAsync|}}() {{ }} public const string {{|OSDK1024:Keys|}} = \"\";").MessagesAsync());
}
