namespace Quickstart.Tests;

public sealed class VerbTests(CommandLineFixture fixture) : IClassFixture<CommandLineFixture>
{
    private const string Secret = "correct horse battery staple";

    [Fact]
    public async Task Get_prints_the_default_of_an_option_that_nobody_set()
    {
        var result = await fixture.RunAsync("get", "slack.nudge-frequency");

        Assert.Equal((CommandLine.Done, $"0.3{Environment.NewLine}", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task What_one_run_sets_the_next_one_gets()
    {
        var set = await fixture.RunAsync("set", "mail.timeout", "42");
        var get = await fixture.RunAsync("get", "mail.timeout");

        Assert.Equal(CommandLine.Done, set.ExitCode);
        Assert.Equal($"42{Environment.NewLine}", get.Output);
    }

    [Fact]
    public async Task Delete_brings_the_default_back()
    {
        await fixture.RunAsync("set", "api.rate-limit.org-create", "6");
        var delete = await fixture.RunAsync("delete", "api.rate-limit.org-create");
        var get = await fixture.RunAsync("get", "api.rate-limit.org-create");

        Assert.Equal(CommandLine.Done, delete.ExitCode);
        Assert.Equal($"5{Environment.NewLine}", get.Output);
    }

    [Fact]
    public async Task A_value_that_breaks_a_rule_is_refused_with_the_key_and_the_rule()
    {
        var result = await fixture.RunAsync("set", "mail.port", "70000");

        Assert.Equal(CommandLine.Failed, result.ExitCode);
        Assert.Contains("OSDK5102", result.Error, StringComparison.Ordinal);
        Assert.Contains("'mail.port'", result.Error, StringComparison.Ordinal);
        Assert.Contains("65535", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_the_flags_do_not_name_is_refused()
    {
        var result = await fixture.RunAsync("set", "mail.host", "relay.example.com", "--channel", "automator");

        Assert.Equal(CommandLine.Failed, result.ExitCode);
        Assert.Contains("OSDK5201", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_settings_pin_is_refused()
    {
        var result = await fixture.RunAsync("set", "mail.subject-prefix", "[Other]");

        Assert.Equal(CommandLine.Failed, result.ExitCode);
        Assert.Contains("on disk", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_is_an_error()
    {
        var result = await fixture.RunAsync("get", "mail.prot");

        Assert.Equal(CommandLine.Failed, result.ExitCode);
        Assert.Contains("OSDK5001", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task List_prints_key_type_source_and_value_of_the_keys_that_match()
    {
        await fixture.RunAsync("set", "u2f.app-id", "https://id.example.com");

        var result = await fixture.RunAsync("list", "u2f.*");

        Assert.Collection(
            result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
            static line => Assert.Equal(["u2f.app-id", "text", "Store", "https://id.example.com"], line),
            static line => Assert.Equal(["u2f.disallow-new-enrollment", "boolean", "Default", "false"], line),
            static line => Assert.Equal(["u2f.facets", "list of text", "Disk", """["https://login.example.com","https://accounts.example.com"]"""], line));
    }

    [Fact]
    public async Task List_without_a_pattern_prints_every_option()
    {
        var result = await fixture.RunAsync("list");

        Assert.Equal(138, result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("get", "github-app.private-key")]
    [InlineData("explain", "github-app.private-key")]
    [InlineData("list", "github-app.*")]
    public async Task No_verb_prints_a_credential(string verb, string argument)
    {
        var set = await fixture.RunAsync("set", "github-app.private-key", Secret);
        var result = await fixture.RunAsync(verb, argument);

        Assert.Equal(CommandLine.Done, set.ExitCode);
        Assert.Equal(CommandLine.Done, result.ExitCode);
        Assert.DoesNotContain(Secret, set.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, result.Output, StringComparison.Ordinal);
        Assert.Contains("[redacted]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_prints_who_set_the_value_and_why()
    {
        await fixture.RunAsync("set", "cleanup.abort_execution", "true", "--by", "ada", "--because", "disk full", "--channel", "killswitch");

        var result = await fixture.RunAsync("explain", "cleanup.abort_execution");

        Assert.Contains("KillSwitch", result.Output, StringComparison.Ordinal);
        Assert.Contains("by ada", result.Output, StringComparison.Ordinal);
        Assert.Contains("disk full", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_after_two_dashes_may_begin_with_dashes()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            ["set", "--database", fixture.DatabaseFile, "slack.debug-channel", "--", "--by"], output, error, TestContext.Current.CancellationToken);
        var get = await fixture.RunAsync("get", "slack.debug-channel");

        Assert.Equal(CommandLine.Done, exitCode);
        Assert.Equal($"--by{Environment.NewLine}", get.Output);
    }

    [Fact]
    public async Task Watch_prints_what_another_run_writes()
    {
        await using var watch = new RunningWatch("auth.user-rate-limit", fixture.DatabaseFile);
        await watch.ReadLineAsync("watching auth.user-rate-limit = 0");

        await fixture.RunAsync("set", "auth.user-rate-limit", "17", "--by", "ada");
        var line = await watch.ReadLineAsync("auth.user-rate-limit: 0 -> 17");

        Assert.Contains("by ada", line, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Done, await watch.StopAsync());
    }

    [Theory]
    [InlineData("""{ "Options": { "mail.port": 2525, "api": { "deprecation": { "brownout-duration": 90 } } }, "Logging": {} }""")]
    [InlineData("""{ "mail.port": 2525, "u2f": { "facets": [ "https://login.example.com" ] } }""")]
    public async Task Validate_accepts_a_file_that_fits_with_and_without_a_section(string content)
    {
        var result = await fixture.RunAsync("validate", fixture.WriteFile(content));

        Assert.Equal((CommandLine.Done, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("""{ "Options": { "mail.port": 70000 } }""", "OSDK5303", "mail.port")]
    [InlineData("""{ "Options": { "mail.prot": 25 } }""", "OSDK5001", "mail.prot")]
    [InlineData("""{ "Options": { "mail.port": 25, "mail": { "port": 25 } } }""", "OSDK5301", "mail.port")]
    public async Task Validate_refuses_a_file_that_does_not_fit(string content, string id, string key)
    {
        var result = await fixture.RunAsync("validate", fixture.WriteFile(content));

        Assert.Equal(CommandLine.Failed, result.ExitCode);
        Assert.Contains(id, result.Error, StringComparison.Ordinal);
        Assert.Contains(key, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_needs_no_database()
    {
        using var other = new CommandLineFixture();

        var result = await other.RunAsync("validate", other.WriteFile("{}"));

        Assert.Equal(CommandLine.Done, result.ExitCode);
        Assert.False(File.Exists(other.DatabaseFile));
    }

    [Fact]
    public async Task Validate_of_a_missing_file_fails_with_its_name()
    {
        var result = await fixture.RunAsync("validate", "nowhere.json");

        Assert.Equal(CommandLine.Failed, result.ExitCode);
        Assert.Contains("nowhere.json", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fetch", "mail.port")]
    [InlineData("get")]
    [InlineData("get", "mail.port", "mail.host")]
    [InlineData("get", "mail.port", "--by", "ada")]
    [InlineData("set", "mail.port", "2525", "--channel", "9")]
    [InlineData("set", "mail.port", "2525", "--by", "ada", "--by", "bob")]
    public async Task What_is_not_understood_prints_the_usage_and_changes_nothing(params string[] arguments)
    {
        var result = await fixture.RunAsync(arguments);
        var get = await fixture.RunAsync("get", "mail.port");

        Assert.Equal(CommandLine.Misused, result.ExitCode);
        Assert.Contains("validate FILE.json", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal($"25{Environment.NewLine}", get.Output);
    }
}
