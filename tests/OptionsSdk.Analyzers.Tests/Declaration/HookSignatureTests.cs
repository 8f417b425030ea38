namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1026.</summary>
public sealed class HookSignatureTests
{
    private const string Port = "public partial int Port { get; } = 25;";

    [Theory]
    [InlineData("public static bool {|OSDK1026:ValidatePort|}(int value) => value > 0;")]
    [InlineData("static void {|OSDK1026:ValidatePort|}(int value, ref string? error) => error = null;")]
    [InlineData("partial void {|OSDK1026:ValidatePort|}(int value, ref string? error) { }")]
    [InlineData("static partial void {|OSDK1026:ValidatePort|}(int value, out string? error) { error = null; }")]
    [InlineData("static partial void {|OSDK1026:ValidatePort|}(long value, ref string? error) { }")]
    [InlineData("static partial void {|OSDK1026:ValidatePort|}(int value) { }")]
    [InlineData("public string? {|OSDK1026:ValidatePort|}() => null;")]
    public async Task A_method_that_looks_like_the_hook_is_found_in_either_part(string method)
    {
        await Group.With($"{Port} {method}").FindsAsync();
        await AnalyzerTest.Of(Group.Source(Port), $$"""public partial class MailOptions { {{method}} }""").FindsAsync();
    }

    [Theory]
    [InlineData("static partial void ValidatePort(int value, ref string? error) => error = value > 0 ? null : \"must be positive\";")]
    [InlineData("private static partial void ValidatePort(int port, ref string? problem) { problem = null; }")]
    [InlineData("public bool ValidateAll() => Port > 0;")]
    [InlineData("public static bool ValidatePorts(int value) => value > 0;")]
    [InlineData("public static bool Validate(int value) => value > 0;")]
    public async Task The_hook_and_unrelated_methods_are_right(string method)
    {
        await Group.With($"{Port} {method}").FindsAsync();
        if (!method.Contains("Port >", StringComparison.Ordinal))
        {
            await AnalyzerTest.Of(Group.Source(Port), $$"""public partial class MailOptions { {{method}} }""").FindsAsync();
        }
    }

    [Fact]
    public async Task The_message_names_method_property_and_signature() => Assert.Equal(
        ["The method 'ValidatePort' checks nothing, because it is not the validation hook of the option 'Port'; declare 'static partial void ValidatePort(int value, ref string? error)'"],
        await Group.With($"{Port} static bool {{|OSDK1026:ValidatePort|}}(int value) => value > 0;").MessagesAsync());
}
