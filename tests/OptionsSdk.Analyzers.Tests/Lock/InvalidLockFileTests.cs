namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>OSDK1107.</summary>
public sealed class InvalidLockFileTests
{
    private const string Restore = "restore the file from version control";
    private static readonly string Program = LockFileText.Group("public partial int Port { get; } = 25;");

    [Theory]
    [InlineData("", "1,1-1", "it is not JSON, because a value is missing")]
    [InlineData("{", "1,2-2", "it is not JSON, because a name in quotes is missing")]
    [InlineData("{ \"version\": 1,\n}", "2,1-2", "it is not JSON, because a name in quotes is missing")]
    [InlineData("{ \"version\": 1 \"options\": {} }", "1,16-17", "it is not JSON, because ',' or '}' is missing")]
    [InlineData("{ \"version\": 1 }\n{}", "2,1-2", "it is not JSON, because nothing may follow the closing brace")]
    [InlineData("{ \"version\": \"\\q\" }", "1,16-17", "it is not JSON, because an escape sequence is not valid")]
    [InlineData("{ \"version\n\": 1 }", "1,11-11", "it is not JSON, because a text does not end on its line")]
    [InlineData("<lock/>", "1,1-2", "it is not JSON, because a value is missing")]
    [InlineData("[]", "1,1-2", "it has no \"version\", so that it is not a lock file of options")]
    [InlineData("{ \"lockfileVersion\": 3 }", "1,1-2", "it has no \"version\", so that it is not a lock file of options")]
    [InlineData("{ \"version\": 1, \"dependencies\": {} }", "1,17-31", "\"dependencies\" is not expected here, or not with this value")]
    [InlineData("{ \"version\": 1, \"options\": [] }", "1,17-26", "\"options\" is not expected here, or not with this value")]
    [InlineData("{ \"version\": 1, \"retired\": [1] }", "1,17-26", "\"retired\" is not expected here, or not with this value")]
    [InlineData("{ \"version\": 1, \"options\": { \"a\": {} } }", "1,30-33", "'a' has no \"type\", or a misspelled one")]
    [InlineData("{ \"version\": 1, \"options\": { \"a\": { \"type\": \"List<int\" } } }", "1,30-33", "'a' has no \"type\", or a misspelled one")]
    [InlineData("{ \"version\": 1, \"options\": { \"a\": { \"type\": \"int\", \"flags\": \"Imutable\" } } }", "1,30-33", "'a' has no \"flags\", or a misspelled one")]
    [InlineData("{ \"version\": 1, \"options\": { \"a\": { \"type\": \"int\", \"tpye\": \"int\" } } }", "1,52-58", "\"tpye\" is not expected here, or not with this value")]
    [InlineData("{ \"version\": 1, \"options\": { \"a\": { \"type\": \"int\" }, \"a\": { \"type\": \"int\" } } }", "1,54-57", "\"options\" has 'a' twice")]
    [InlineData("{ \"version\": 1, \"enumerations\": { \"E\": {} } }", "1,35-38", "'E' has no \"members\"")]
    public Task What_is_no_lock_file_is_found_where_it_goes_wrong(string text, string place, string reason) => AnalyzerTest.Of(Program)
        .WithAdditionalFile(LockFileText.Path, text)
        .FindsInFilesAsync($"OSDK1107 {LockFileText.Path}({place}): options.lock.json cannot be read, because {reason}; {Restore}");

    [Theory]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("=======")]
    [InlineData(">>>>>>> branch")]
    [InlineData("||||||| base")]
    public Task A_merge_conflict_is_called_by_its_name(string marker) => AnalyzerTest.Of(Program)
        .WithAdditionalFile(LockFileText.Path, "{\r\n  \"version\": 1,\r\n" + marker + "\r\n}\r\n")
        .FindsInFilesAsync($"OSDK1107 {LockFileText.Path}(3,1-8): options.lock.json cannot be read, because line 3 is a marker of a merge conflict; run 'dotnet build -t:UpdateOptionsLock', which resolves the conflict");

    [Fact]
    public Task A_file_of_a_later_version_asks_for_a_later_package() => AnalyzerTest.Of(Program)
        .WithAdditionalFile(LockFileText.Path, "{ \"version\": 2, \"new\": {} }")
        .FindsInFilesAsync($"OSDK1107 {LockFileText.Path}(1,14-15): options.lock.json cannot be read, because it has the version 2, but this version of OptionsSdk reads version 1; update the package OptionsSdk");

    [Fact]
    public Task A_bomb_of_brackets_is_no_danger() => AnalyzerTest.Of(Program)
        .WithAdditionalFile(LockFileText.Path, new string('[', 100_000))
        .FindsInFilesAsync($"OSDK1107 {LockFileText.Path}(1,17-18): options.lock.json cannot be read, because it is not JSON, because it is nested too deeply; {Restore}");

    [Fact]
    public async Task Every_prefix_of_a_lock_file_is_read_or_refused()
    {
        var text = LockFileText.Of(["""mail.port: { "type": "IReadOnlyList<int?>", "default": "\"\u0061\"", "flags": "Immutable | NoStore" }"""], ["""E: { "combines": true, "members": ["A"] }"""], ["\"b\""]);
        for (var length = 0; length < text.TrimEnd().Length; length++)
        {
            var (file, problem) = OptionsSdk.Analyzers.Lock.Format.LockFileReader.Read(text[..length]);
            Assert.Null(file);
            Assert.InRange(problem!.End, problem.Start, length);
        }

        await AnalyzerTest.Of(LockFileText.Group("public partial IReadOnlyList<int?> {|OSDK1105:{|OSDK1105:Port|}|} { get; }")).WithAdditionalFile(LockFileText.Path, text.Replace("\"b\"", "", StringComparison.Ordinal)).FindsAsync();
    }

    [Fact]
    public Task White_space_and_a_byte_order_mark_do_not_matter() => AnalyzerTest.Of(Program)
        .WithAdditionalFile(LockFileText.Path, "\uFEFF" + LockFileText.Of("""mail.port: { "type": "int", "default": "25" }""").Replace("\n", "\r\n\t", StringComparison.Ordinal))
        .FindsInFilesAsync();
}
