namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1027.</summary>
public sealed class AmbientDefaultTests
{
    private const string Around = "public static class Settings { public static int Changing = 1; public static readonly int Fixed = 1; public static int Loaded { get; set; } }";

    [Theory]
    [InlineData("public partial DateTimeOffset Value { get; } = {|OSDK1027:DateTimeOffset.UtcNow|};")]
    [InlineData("public partial DateOnly Value { get; } = DateOnly.FromDateTime({|OSDK1027:DateTime.Now|}.Date);")]
    [InlineData("public partial string Value { get; } = {|OSDK1027:Environment.MachineName|};")]
    [InlineData("public partial string Value { get; } = {|OSDK1027:Environment.GetFolderPath|}(Environment.SpecialFolder.Desktop);")]
    [InlineData("public partial Guid Value { get; } = {|OSDK1027:Guid.NewGuid|}();")]
    [InlineData("public partial int Value { get; } = {|OSDK1027:Random.Shared|}.Next();")]
    [InlineData("public partial int Value { get; } = {|OSDK1027:new Random()|}.Next();")]
    [InlineData("public partial int Value { get; } = {|OSDK1027:Settings.Changing|} + 1;")]
    [InlineData("public partial int Value { get; } = {|OSDK1027:Settings.Loaded|};")]
    [InlineData("public partial int Value { get; } = {|OSDK1027:System.Diagnostics.Process.GetCurrentProcess|}().Id;")]
    public Task A_default_that_differs_from_process_to_process_is_found(string member) => Group.With(member, Around).FindsAsync();

    [Theory]
    [InlineData("public partial DateTimeOffset Value { get; } = DateTimeOffset.UnixEpoch;")]
    [InlineData("public partial string Value { get; } = Environment.GetEnvironmentVariable(\"HOST\") ?? \"\";")]
    [InlineData("public partial string Value { get; } = nameof(Environment.MachineName);")]
    [InlineData("public partial Guid Value { get; } = new(\"11111111-2222-3333-4444-555555555555\");")]
    [InlineData("public partial int Value { get; } = Settings.Fixed;")]
    [InlineData("[NotAnOption] public string Value => Environment.MachineName;")]
    public Task A_default_that_is_the_same_everywhere_is_right(string member) => Group.With(member, Around).FindsAsync();

    [Fact]
    public async Task The_message_names_key_source_and_remedy() => Assert.Equal(
        ["The default of the option 'mail.host' reads 'Environment.MachineName', which differs from process to process; use a constant, or settings"],
        await Group.With("public partial string Host { get; } = {|OSDK1027:Environment.MachineName|};").MessagesAsync());
}
