using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Analyzers.Tests.Lock;

public sealed class LockFileFormatTests
{
    private static readonly LockFile File = new(
        [
            Option("mail.port", "int", "25", Analyzers.Keys.OptionFlags.Default),
            Option("Mail", "string", "", Analyzers.Keys.OptionFlags.Credential),
            Option("mail.level", "Acme.Level?", "null", Analyzers.Keys.OptionFlags.ModifiableBool | Analyzers.Keys.OptionFlags.Immutable | (Analyzers.Keys.OptionFlags)(1 << 20)),
            Option("mail.text", "string", "\"ü \\n\\\\ \u202E\u0085\"\r\n\t+ \"\ud83d\ude00\"", Analyzers.Keys.OptionFlags.Default),
        ],
        [new("Acme.Level", true, new HashSet<string>(["Info", "Debug"])), new("Acme.Access", false, new HashSet<string>())],
        ["old", "mail.old"]);

    [Fact]
    public void Every_option_is_a_line_in_the_order_of_the_keys() => Assert.Equal(
        """
        {
          "version": 1,
          "options": {
            "Mail": { "type": "string", "flags": "Credential" },
            "mail.level": { "type": "Acme.Level?", "default": "null", "flags": "Immutable | AdminModifiable | Bool | 1048576" },
            "mail.port": { "type": "int", "default": "25" },
            "mail.text": { "type": "string", "default": "\"ü \\n\\\\ \u202e\u0085\"\n\t+ \"\ud83d\ude00\"" }
          },
          "enumerations": {
            "Acme.Access": { "members": [] },
            "Acme.Level": { "combines": true, "members": ["Debug", "Info"] }
          },
          "retired": [
            "mail.old",
            "old"
          ]
        }

        """,
        LockFileWriter.Write(File));

    [Fact]
    public void What_is_written_is_read_again()
    {
        var (read, problem) = LockFileReader.Read(LockFileWriter.Write(File));
        Assert.Null(problem);
        Assert.Equal(File.Options.Values.Order(ByKey), read!.Options.Values.Select(static option => option with { Start = 0, End = 0 }).Order(ByKey));
        Assert.Equal(File.Enumerations.Keys.Order(), read.Enumerations.Keys.Order());
        Assert.True(read.Enumerations["Acme.Level"] is { Combines: true, Members.Count: 2 });
        Assert.Equal(File.Retired.Order(), read.Retired.Order());
    }

    [Fact]
    public void A_file_of_nothing_is_a_file() => Assert.Equal(
        "{\n  \"version\": 1,\n  \"options\": {},\n  \"enumerations\": {},\n  \"retired\": []\n}\n",
        LockFileWriter.Write(LockFile.Empty));

    [Fact]
    public void Both_sides_of_a_conflict_are_read()
    {
        var (read, problem) = LockFileReader.ReadMerged(
            """
            {
              "version": 1,
              "options": {
            <<<<<<< HEAD
                "a": { "type": "int" },
                "both": { "type": "int" },
            ||||||| base
                "base": { "type": "int" }
            =======
                "b": { "type": "int" },
                "both": { "type": "long" }
            >>>>>>> branch
              },
              "enumerations": {},
              "retired": [
            <<<<<<< HEAD
                "x"
            =======
                "y",
            >>>>>>> branch
              ]
            }

            """);
        Assert.Null(problem);
        Assert.Equal(["a", "b", "both"], read!.Options.Keys.Order());
        Assert.Equal(["x", "y"], read.Retired.Order());
    }

    [Fact]
    public void A_conflict_that_tears_a_section_apart_is_refused() =>
        Assert.NotNull(LockFileReader.ReadMerged("{\n<<<<<<< HEAD\n\"retired\": [\n=======\n\"retired\": []\n>>>>>>> b\n}").Problem);

    [Fact]
    public void A_file_without_conflict_must_be_exact_even_where_one_would_be_resolved() =>
        Assert.NotNull(LockFileReader.ReadMerged("{ \"version\": 1 \"options\": {} }").Problem);

    private static Comparer<LockedOption> ByKey => Comparer<LockedOption>.Create(static (left, right) => string.CompareOrdinal(left.Key, right.Key));

    private static LockedOption Option(string key, string type, string @default, Analyzers.Keys.OptionFlags flags) => new(key, OptionType.Parse(type)!, @default, flags);
}
