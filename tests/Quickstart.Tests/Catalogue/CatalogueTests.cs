using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OptionsSdk;

namespace Quickstart.Tests.Catalogue;

/// <summary>Compares the catalogue's file with what the generated registry declares, in both directions.</summary>
public sealed partial class CatalogueTests
{
    private const string UrlPrefixVariable = "SENTRY_SYSTEM_URL_PREFIX";
    private const string UrlPrefix = "https://catalogue.example.com";

    // The bits of the application that the catalogue was taken from, on purpose not those of OptionFlags.
    private static readonly Dictionary<string, int> Bits = new()
    {
        ["IMMUTABLE"] = 1 << 1,
        ["NOSTORE"] = 1 << 2,
        ["STOREONLY"] = 1 << 3,
        ["REQUIRED"] = 1 << 4,
        ["PRIORITIZE_DISK"] = 1 << 5,
        ["ALLOW_EMPTY"] = 1 << 6,
        ["CREDENTIAL"] = 1 << 7,
        ["ADMIN_MODIFIABLE"] = 1 << 8,
        ["AUTOMATOR_MODIFIABLE"] = 1 << 11,
        ["MODIFIABLE_RATE"] = (1 << 8) | (1 << 9),
        ["MODIFIABLE_BOOL"] = (1 << 8) | (1 << 10),
        ["MODIFIABLE_SCALAR"] = (1 << 8) | (1 << 12),
    };

    private readonly IReadOnlyList<CatalogueRow> _rows = CatalogueFile.Read();
    private readonly OptionManager _declared = Declare();

    [Fact]
    public void Every_option_of_the_catalogue_is_declared_and_no_other()
    {
        Assert.Equal(138, _rows.Count);
        Assert.Equal(
            _rows.Select(static row => row.Key).Order(StringComparer.Ordinal),
            _declared.All.Select(static option => option.Key));
    }

    [Theory]
    [InlineData("system.admin-email", false)]
    [InlineData("system.databases", true)]
    [InlineData("system.secret-key", true)]
    public void S71_what_is_left_of_the_seeds_own_options_is_declared(string key, bool isNeverStored) =>
        Assert.Equal(isNeverStored, _declared.LookupKey(key).HasAny(OptionFlags.NoStore));

    [Fact]
    public void Every_option_has_the_catalogues_flags_bit_by_bit() =>
        AssertSame(
            row => row.Flags.Aggregate(0, static (bits, flag) => bits | Bits[flag]).ToString("X", CultureInfo.InvariantCulture),
            option => ((int)option.Flags).ToString("X", CultureInfo.InvariantCulture));

    [Fact]
    public void Every_option_has_the_catalogues_kind_of_value() =>
        AssertSame(static row => row.Type, static option => Kind(option.ValueType));

    [Fact]
    public void Every_option_has_the_catalogues_default() =>
        AssertSame(
            row => ExpectedDefault(row).GetRawText(),
            option => JsonElement.Parse(_declared.GetJson(option.Key)) is var actual && JsonElement.DeepEquals(actual, ExpectedDefault(RowOf(option)))
                ? ExpectedDefault(RowOf(option)).GetRawText()
                : actual.GetRawText());

    [Fact]
    public void An_option_has_a_declared_default_only_where_the_catalogue_gives_one() =>
        AssertSame(
            static row => (row.Default is not ("<none given>" or "None")).ToString(),
            static option => option.HasDefault.ToString());

    [Fact]
    public void Every_option_is_described_in_one_sentence() =>
        Assert.All(_declared.All, static option => Assert.Matches(OneSentence(), option.Description));

    [Fact]
    public void Every_group_declares_the_options_of_one_first_segment() =>
        Assert.All(
            _declared.All.GroupBy(static option => option.Group),
            static group => Assert.Single(group.Select(static option => option.Key.Split('.')[0]).Distinct()));

    private static OptionManager Declare()
    {
        // Read by an initializer when the groups are made.
        Environment.SetEnvironmentVariable(UrlPrefixVariable, UrlPrefix);
        try
        {
            return new(OptionsSdk.Generated.Registries.Quickstart.Create());
        }
        finally
        {
            Environment.SetEnvironmentVariable(UrlPrefixVariable, null);
        }
    }

    private static string Kind(Type type) =>
        type == typeof(JsonElement) ? "Any"
        : type == typeof(bool) ? "Bool"
        : type == typeof(int) || type == typeof(long) ? "Int"
        : type == typeof(double) ? "Float"
        : type == typeof(string) || type == typeof(Version) || type == typeof(Uri) ? "String"
        : Definition(type) == typeof(ImmutableArray<>) || Definition(type) == typeof(IReadOnlyList<>) ? "Sequence"
        : Definition(type) == typeof(IReadOnlyDictionary<,>) ? "Dict"
        : type.ToString();

    private static Type? Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;

    private static JsonElement ExpectedDefault(CatalogueRow row) => JsonElement.Parse(row switch
    {
        { Default: "<none given>" or "None", Type: "String" } => "\"\"",
        { Default: "<none given>" or "None", Type: "Dict" } => "{}",
        { Default: $"env:{UrlPrefixVariable}" } => $"\"{UrlPrefix}\"",
        _ => UnquotedKey().Replace(row.Default, "\"$0\""),
    });

    private CatalogueRow RowOf(OptionDefinition option) => _rows.Single(row => row.Key == option.Key);

    private void AssertSame(Func<CatalogueRow, string> expected, Func<OptionDefinition, string> actual) =>
        Assert.Equal(
            _rows.OrderBy(static row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}: {expected(row)}"),
            _declared.All.Select(option => $"{option.Key}: {actual(option)}"));

    // The file writes whole numbers as keys without quotation marks, which JSON does not know.
    [GeneratedRegex("""(?<=[{,])\d+(?=:)""")]
    private static partial Regex UnquotedKey();

    [GeneratedRegex("""^[A-Z][^\r\n]{9,}\.$""")]
    private static partial Regex OneSentence();
}
