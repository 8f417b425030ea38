namespace OptionsSdk.Build.Tests;

public sealed class UpdateOptionsLockTests : IDisposable
{
    private const string Port = "[OptionGroup(\"mail\")] public sealed partial class MailOptions { public partial int Port { get; } = 25; }";
    private const string PortLine = "    \"mail.port\": { \"type\": \"int\", \"default\": \"25\" }\n";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    private string LockFile => _folder["options.lock.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_written()
    {
        Assert.True(Update(Port));
        Assert.Equal($"{{\n  \"version\": 1,\n  \"options\": {{\n{PortLine}  }},\n  \"enumerations\": {{}},\n  \"retired\": []\n}}\n", File.ReadAllText(LockFile));
        Assert.EndsWith("is updated: 1 options, 1 added, 0 changed, 0 retired.", Assert.Single(_engine.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_up_to_date_is_not_touched()
    {
        Update(Port);
        File.SetLastWriteTimeUtc(LockFile, DateTime.UnixEpoch);
        Assert.True(Update(Port));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(LockFile));
        Assert.EndsWith("is up to date: 1 options.", _engine.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_nobody_retired_stays_with_a_warning()
    {
        Update("[OptionGroup(\"mail\")] public sealed partial class MailOptions { public partial int Port { get; } = 25; public partial int Gone { get; } }");
        var before = File.ReadAllText(LockFile);
        Assert.True(Update(Port));
        Assert.Equal(before, File.ReadAllText(LockFile));
        Assert.Equal(
            "options.lock.json(0): warning OSDK0015: The key 'mail.gone' is not declared any more, and stays in the lock file because values of it may be stored. State [assembly: RetiredOption(\"mail.gone\")] and update again; if no value was ever stored, remove its line.",
            _engine.Lines[^1]);
    }

    [Fact]
    public void A_key_that_somebody_retired_moves()
    {
        Update("[OptionGroup(\"mail\")] public sealed partial class MailOptions { public partial int Port { get; } = 25; public partial int Gone { get; } }");
        Assert.True(Update($"[assembly: RetiredOption(\"mail.gone\")] {Port}"));
        Assert.Contains($"{{\n{PortLine}  }}", File.ReadAllText(LockFile), StringComparison.Ordinal);
        Assert.Contains("[\n    \"mail.gone\"\n  ]", File.ReadAllText(LockFile), StringComparison.Ordinal);
        Assert.EndsWith("1 options, 0 added, 0 changed, 1 retired.", _engine.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"version\": 1,\n  \"retired\": [\"a\" \"b\"]\n}\n", 3, "it is not JSON, because ',' or ']' is missing", "restore the file from version control")]
    [InlineData("{\n<<<<<<< HEAD\n  \"retired\": [\n=======\n>>>>>>> branch\n}\n", 6, "it is not JSON, because a value is missing", "restore the file from version control")]
    [InlineData("{ \"version\": 2 }", 1, "it has the version 2, but this version of OptionsSdk reads version 1", "update the package OptionsSdk")]
    public void A_file_that_cannot_be_read_is_not_overwritten(string text, int line, string reason, string remedy)
    {
        File.WriteAllText(LockFile, text);
        Assert.False(Update(Port));
        Assert.Equal(text, File.ReadAllText(LockFile));
        Assert.StartsWith("options.lock.json(", Assert.Single(_engine.Lines), StringComparison.Ordinal);
        Assert.EndsWith($": error OSDK0013: The lock file cannot be read, because {reason}. Its retired keys would be lost: {remedy}.", _engine.Lines[0], StringComparison.Ordinal);
        Assert.Contains($"({line})", _engine.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_conflict_is_resolved()
    {
        File.WriteAllText(LockFile, "{\n  \"version\": 1,\n  \"retired\": [\n<<<<<<< HEAD\n    \"a\"\n=======\n    \"b\"\n>>>>>>> branch\n  ]\n}\n");
        Assert.True(Update(Port));
        Assert.Contains("[\n    \"a\",\n    \"b\"\n  ]", File.ReadAllText(LockFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_does_not_use_the_library_is_told_so()
    {
        Assert.False(Update(AnalyzerTest.Of("public sealed class Nothing;").WithoutRuntime()));
        Assert.Equal(
            ["Acme.App.dll(0): error OSDK0012: The assembly does not use OptionsSdk, so that there is nothing to lock. Reference the package and declare an option group, or remove the property OptionsSdkLock."],
            _engine.Lines);
        Assert.False(File.Exists(LockFile));
    }

    [Fact]
    public void An_assembly_that_cannot_be_read_is_an_error()
    {
        File.WriteAllText(_folder["Acme.App.dll"], "not an assembly");
        Assert.False(Update());
        Assert.StartsWith("Acme.App.dll(0): error OSDK0014: ", Assert.Single(_engine.Lines), StringComparison.Ordinal);
    }

    private bool Update(string source) => Update(AnalyzerTest.Of(source));

    private bool Update(AnalyzerTest program)
    {
        DeclaredAssembly.Write(_folder, "Acme.App.dll", program);
        return Update();
    }

    private bool Update() =>
        new UpdateOptionsLock { BuildEngine = _engine, Assembly = _folder["Acme.App.dll"], LockFile = LockFile }.Execute();
}
