using System.Text.Json;

namespace OptionsSdk.Tests.Codecs;

/// <summary>What holds for the codec of every type.</summary>
public sealed class CodecContractTests
{
    public static TheoryData<string> Names => CodecExamples.Names;

    public static TheoryData<string, string> NamesUnderCultures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in CodecExamples.Names)
            {
                foreach (var culture in (ReadOnlySpan<string>)["tr-TR", "sv-SE", "fa-IR"])
                {
                    data.Add(name.Data, culture);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_has_exactly_its_canonical_json(string name)
    {
        var example = CodecExamples.Get(name);

        Assert.Equal(example.Json, example.WriteJson());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Canonical_json_reads_back_to_the_same_canonical_json(string name)
    {
        var example = CodecExamples.Get(name);

        Assert.Equal(example.Json, example.RewriteJson(example.Json, out var error));
        Assert.Null(error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void White_space_around_a_json_value_changes_nothing(string name)
    {
        var example = CodecExamples.Get(name);

        Assert.Equal(example.Json, example.RewriteJson($" \r\n\t{example.Json}\n ", out _));
    }

    [Theory]
    [MemberData(nameof(NamesUnderCultures))]
    public void The_text_form_and_its_reading_do_not_depend_on_the_culture(string name, string culture)
    {
        var example = CodecExamples.Get(name);

        Assert.Equal(example.Text, CodecExample.Under(culture, example.Format));
        Assert.Equal(example.Json, CodecExample.Under(culture, () => example.RewriteText(example.Text, out _)));
    }

    [Theory]
    [MemberData(nameof(NamesUnderCultures))]
    public void Canonical_json_does_not_depend_on_the_culture(string name, string culture)
    {
        var example = CodecExamples.Get(name);

        Assert.Equal(example.Json, CodecExample.Under(culture, example.WriteJson));
        Assert.Equal(example.Json, CodecExample.Under(culture, () => example.RewriteJson(example.Json, out _)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_good_value_passes_the_check(string name) => Assert.Null(CodecExamples.Get(name).Check());

    [Theory]
    [MemberData(nameof(Names))]
    public void Freezing_keeps_the_canonical_json(string name)
    {
        var example = CodecExamples.Get(name);

        Assert.Equal(example.Json, example.WriteFrozen());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_type_is_supported_and_has_a_name(string name)
    {
        var codec = CodecExamples.Get(name).Codec;

        Assert.Null(codec.Unsupported);
        Assert.NotEmpty(codec.TypeName);
        Assert.DoesNotContain('`', codec.TypeName);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_value_can_be_stored(string name)
    {
        var example = CodecExamples.Get(name);
        if (!example.Codec.HasEmpty)
        {
            Assert.Contains(example.Codec.ValueType, (Type[])[typeof(char), typeof(Uri), typeof(Version), typeof(JsonElement)]);
            return;
        }

        var empty = example.WriteEmpty();

        Assert.Equal(empty, example.RewriteJson(empty, out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_null_is_a_value_of_nullable_types_only(string name)
    {
        var example = CodecExamples.Get(name);

        var read = example.RewriteJson("null", out var error);

        Assert.Equal(Nullable.GetUnderlyingType(example.Codec.ValueType) is null ? null : "null", read);
        Assert.Equal(read is null, error is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_json_is_an_error_without_the_json(string name)
    {
        var example = CodecExamples.Get(name);
        foreach (var json in (string[])["", " ", "[", "{", "secret", "{\"secret\":", "\"secret", "[1,secret", "truesecret", "nullsecret", "1secret", "\u00a0secret"])
        {
            Assert.Null(example.RewriteJson(json, out var error));
            Assert.NotNull(error);
            Assert.Matches("^(must|has) ", error);
            Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mutilated_json_never_throws(string name)
    {
        var example = CodecExamples.Get(name);
        var random = new Random(20260131);
        const string Alphabet = "[]{}\":,\\/*0129.-+eEnulltrfas \u0000\ud83d\ude00ué";
        var read = 0;
        for (var round = 0; round < 800; round++)
        {
            var json = example.Json.ToList();
            for (var cut = random.Next(1, 4); cut > 0 && json.Count > 0; cut--)
            {
                var index = random.Next(json.Count);
                var letter = Alphabet[random.Next(Alphabet.Length)];
                switch (random.Next(3))
                {
                    case 0:
                        json[index] = letter;
                        break;
                    case 1:
                        json.Insert(index, letter);
                        break;
                    default:
                        json.RemoveAt(index);
                        break;
                }
            }

            var text = new string([.. json]);
            var rewritten = example.RewriteJson(text, out var error);
            Assert.Equal(rewritten is null, error is not null);
            if (rewritten is not null)
            {
                // Whatever was read has one canonical form.
                Assert.Equal(rewritten, example.RewriteJson(rewritten, out _));
                read++;
            }

            Assert.Equal(example.RewriteText(text, out error) is null, error is not null);
        }

        Assert.True(read < 800);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Errors_are_sentences_without_a_subject_and_without_the_value(string name)
    {
        var example = CodecExamples.Get(name);
        foreach (var json in (string[])["[[[\"secret\"]]]", "{\"secret\":{\"secret\":{}}}", "123456789e999"])
        {
            var read = example.RewriteJson(json, out var error);
            if (read is null)
            {
                Assert.Matches("^(must|has) .*[^.]$", error);
                Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
                Assert.DoesNotContain("123456789e999", error, StringComparison.Ordinal);
            }
        }
    }
}
