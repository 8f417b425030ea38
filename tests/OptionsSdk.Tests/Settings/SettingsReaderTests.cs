using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using OptionsSdk.Settings;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Settings;

/// <summary>Where an option is found in settings, and what is nobody's.</summary>
public sealed class SettingsReaderTests
{
    private static readonly OptionCodec<int> Number = Find.For(default(Tag<int>));
    private static readonly OptionCodec<string> Text = Find.For(default(Tag<string>));
    private static readonly OptionCodec<JsonElement> Any = Find.For(default(Tag<JsonElement>));
    private static readonly OptionCodec<IReadOnlyDictionary<string, int>> Map = Find.For(default(Tag<IReadOnlyDictionary<string, int>>), Text, Number);

    [Fact]
    public void A_flat_and_a_nested_value_together_are_an_error_that_names_both_places()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "mail.port": 1, "mail": { "port": 1 } }"""), ["mail.port"]);

        var result = reader.Read("mail.port", Number);

        Assert.False(result.HasValue);
        Assert.True(result.IsAmbiguous);
        Assert.Equal("is given twice, as 'mail.port' and as 'mail:port'", result.Error);
        Assert.True(reader.IsPresent("mail.port", isComposite: false));
    }

    [Fact]
    public void A_null_at_one_of_the_two_places_is_absent()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "mail.port": null, "mail": { "port": 25 } }"""), ["mail.port"]);

        Assert.Equal(25, reader.Read("mail.port", Number).Value);
    }

    [Fact]
    public void A_result_names_the_place_where_the_value_is()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "mail.port": 1, "Mail": { "Host": "a", "size": "x" } }"""), ["mail.port", "mail.host", "mail.size"]);

        Assert.Equal("mail.port", reader.Read("mail.port", Number).Path);
        Assert.Equal("Mail:Host", reader.Read("mail.host", Text).Path);
        Assert.Equal("Mail:size", reader.Read("mail.size", Number).Path);
    }

    [Fact]
    public void A_section_of_the_configuration_can_hold_the_settings()
    {
        var section = SettingsSource.Json("""{ "Options": { "mail": { "port": 25 }, "other": 1 }, "mail": { "port": 26 } }""").GetSection("Options");
        var reader = new SettingsReader(section, ["mail.port"]);

        Assert.Equal(25, reader.Read("mail.port", Number).Value);
        Assert.Equal(["other"], reader.FindUnknownPaths());
    }

    [Fact]
    public void A_missing_option_is_absent()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "mail": { "host": "a" } }"""), ["mail.port", "mail.host"]);

        var result = reader.Read("mail.port", Number);

        Assert.Equal((false, null), (result.HasValue, result.Error));
        Assert.False(reader.IsPresent("mail.port", isComposite: false));
        Assert.True(reader.IsPresent("mail.host", isComposite: false));
    }

    [Fact]
    public void A_half_nested_key_is_unknown()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "mail": { "list.size": 1 } }"""), ["mail.list.size"]);

        Assert.False(reader.Read("mail.list.size", Number).HasValue);
        Assert.Equal(["mail:list.size"], reader.FindUnknownPaths());
    }

    [Fact]
    public void A_key_with_a_colon_is_a_path()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "sentry": { "foo": 1 }, "a:b.c": 2, "d": { "e": { "f": 3 } } }"""), ["sentry:foo", "a:b.c", "d:e.f"]);

        Assert.Equal(1, reader.Read("sentry:foo", Number).Value);
        Assert.Equal(2, reader.Read("a:b.c", Number).Value);
        Assert.Equal(3, reader.Read("d:e.f", Number).Value);
        Assert.Empty(reader.FindUnknownPaths());
    }

    [Fact]
    public void An_options_own_key_wins_over_the_nested_form_of_another()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "a": { "b": 1 } }"""), ["a.b", "a:b"]);

        Assert.Equal(1, reader.Read("a:b", Number).Value);
        Assert.False(reader.Read("a.b", Number).HasValue);
    }

    [Fact]
    public void The_places_of_other_options_are_not_part_of_a_dictionary()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "a": { "x": 1, "b": 2, "c": { "d": 3 } } }"""), ["a", "a.b", "a.c.d"]);

        Assert.Equal([KeyValuePair.Create("x", 1)], reader.Read("a", Map).Value!);
        Assert.Equal(2, reader.Read("a.b", Number).Value);
        Assert.Equal(3, reader.Read("a.c.d", Number).Value);
    }

    [Fact]
    public void What_is_left_of_a_part_beside_another_option_stays_in_the_value()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "a": { "c": { "d": 3, "e": 4, "f": null } } }"""), ["a", "a.c.d"]);

        Assert.Equal("""{"c":{"e":4,"f":null}}""", OptionJson.ToCanonicalJson(Any, reader.Read("a", Any).Value));
    }

    [Fact]
    public void A_composite_above_other_options_only_is_absent()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "a": { "b": 2, "c": { "d": 3 } } }"""), ["a", "a.b", "a.c.d"]);

        Assert.Equal((false, null), (reader.Read("a", Map).HasValue, reader.Read("a", Map).Error));
        Assert.False(reader.IsPresent("a", isComposite: false));
    }

    [Fact]
    public void A_single_value_can_be_the_parent_of_other_options()
    {
        var reader = new SettingsReader(SettingsSource.Pairs(("a", "1"), ("a:b", "2"), ("a:stale", "3")), ["a", "a.b"]);

        Assert.Equal(1, reader.Read("a", Number).Value);
        Assert.Equal(2, reader.Read("a.b", Number).Value);
    }

    [Fact]
    public void A_parent_of_other_options_without_a_value_is_absent_whatever_stale_settings_are_below()
    {
        var reader = new SettingsReader(SettingsSource.Pairs(("a:b", "2"), ("a:stale", "3")), ["a", "a.b"]);

        Assert.Equal((false, null), (reader.Read("a", Number).HasValue, reader.Read("a", Number).Error));
        Assert.False(reader.IsPresent("a", isComposite: false));
    }

    [Fact]
    public void A_section_of_a_single_value_counts_as_present()
    {
        var reader = new SettingsReader(SettingsSource.Pairs(("a:x", "2")), ["a"]);

        Assert.True(reader.IsPresent("a", isComposite: false));
        Assert.NotNull(reader.Read("a", Number).Error);
    }

    [Fact]
    public void Unknown_places_are_those_with_a_text_that_no_option_claims()
    {
        var reader = new SettingsReader(
            SettingsSource.Json("""{ "mail": { "port": 1, "prot": 2, "none": null, "sub": { "x": 1 } }, "map": { "a": { "b": 1 } }, "mail.host": "h", "mail.hots": "h", "empty": [] }"""),
            ["mail.port", "mail.host", "map"]);

        Assert.Equal(["empty", "mail.hots", "mail:prot", "mail:sub:x"], reader.FindUnknownPaths().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lookups_ignore_case()
    {
        var reader = new SettingsReader(SettingsSource.Json("""{ "MAIL": { "Port": 25 } }"""), ["mail.port"]);

        Assert.Equal(25, reader.Read("mail.port", Number).Value);
        Assert.Empty(reader.FindUnknownPaths());
    }

    [Fact]
    public void A_reader_keeps_what_settings_were_when_it_was_made()
    {
        var settings = SettingsSource.Pairs(("a", "1"));
        var reader = new SettingsReader(settings, ["a"]);

        settings["a"] = "2";

        Assert.Equal(1, reader.Read("a", Number).Value);
        Assert.Equal(2, new SettingsReader(settings, ["a"]).Read("a", Number).Value);
    }

    [Fact]
    public void An_option_is_read_by_its_definition()
    {
        var definition = new OptionDefinition<ImmutableArray<int>>(
            "ports", OptionFlags.Default, Find.For(default(Tag<ImmutableArray<int>>), Number), [], true, null, null, [], null);
        var reader = new SettingsReader(SettingsSource.Json("""{ "ports": [80, 443] }"""), ["ports"]);

        Assert.Equal<int>([80, 443], reader.Read(definition).Value);
    }

    [Fact]
    public void A_very_long_chain_of_sections_is_copied_without_recursion()
    {
        var path = string.Join(':', Enumerable.Repeat("a", 3_000));
        var reader = new SettingsReader(SettingsSource.Pairs((path, "1"), ("known", "2")), ["known"]);

        Assert.Equal([path], reader.FindUnknownPaths());
    }
}
