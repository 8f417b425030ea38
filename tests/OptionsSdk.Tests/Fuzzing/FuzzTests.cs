using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts.Fuzzing;
using OptionsSdk.Store.LastKnownGood;
using OptionsSdk.Tests.Codecs;

namespace OptionsSdk.Tests.Fuzzing;

/// <summary>Readers of what others wrote, under random input: they answer or refuse, and throw nothing that they do not declare.</summary>
public sealed partial class FuzzTests
{
    private static readonly DateTime At = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("OPTIONS_SEED"), out var seed) ? seed : 1;

    public static TheoryData<string> Names => CodecExamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_codec_refuses_json_or_makes_it_canonical(string name)
    {
        var example = CodecExamples.Get(name);
        var mutation = new Mutation(Seed);
        for (var round = 0; round < 1_000; round++)
        {
            var input = mutation.Of(example.Json);
            var written = example.RewriteJson(input, out var error);
            if (error is null)
            {
                Assert.True(written == example.RewriteJson(written!, out var again) && again is null, $"{input} became {written}, which is not canonical.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_codec_refuses_a_text_or_makes_canonical_json_of_it(string name)
    {
        var example = CodecExamples.Get(name);
        var mutation = new Mutation(Seed + 1);
        for (var round = 0; round < 1_000; round++)
        {
            var input = mutation.Of(example.Text);
            var written = example.RewriteText(input, out var error);
            if (error is null)
            {
                Assert.True(written == example.RewriteJson(written!, out var again) && again is null, $"{input} became {written}, which is not canonical.");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_last_known_good_file_is_read_or_refused(bool isDigestRight)
    {
        var image = StoreImage.From(
            new(2, 12, new("11111111-2222-3333-4444-555555555555")),
            [
                new("mail.port", "2525", 12, At, "ops", OptionChannel.Cli, "moved"),
                new("mail.host", "\"relay \\u00e9\\n\"", 3, At, null, OptionChannel.Unknown, null),
            ]);
        var bytes = LastKnownGoodFormat.Write("default", image, "abc", At);
        var mutation = new Mutation(Seed + 2);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var input = mutation.Of(bytes);
            if (input.AsSpan().SequenceEqual(bytes))
            {
                continue;
            }

            try
            {
                var content = LastKnownGoodFormat.Read("default", isDigestRight ? WithDigest(input) : input);
                Assert.All(content.Image.Rows.Values, row => Assert.True(OptionKey.IsValid(row.Key) && row.Value is not null && row.Revision <= content.Image.Position.Revision));
                read++;
            }
            catch (InvalidDataException)
            {
                // Refused, as declared.
            }
        }

        Assert.Equal(isDigestRight, read > 0);
    }

    [Fact]
    public void A_key_is_valid_exactly_if_it_follows_the_grammar()
    {
        var mutation = new Mutation(Seed + 3);
        var valid = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var input = mutation.Of(round % 2 == 0 ? "mail.list-namespace:x_1" : new string('a', 126));
            Assert.Equal(Grammar().IsMatch(input), OptionKey.IsValid(input));
            valid += OptionKey.IsValid(input) ? 1 : 0;
        }

        Assert.InRange(valid, 100, 49_000);
    }

    private static byte[] WithDigest(byte[] file)
    {
        var end = file.AsSpan().IndexOf((byte)'\n');
        var start = file.AsSpan().IndexOf(",\"sha256\""u8);
        if (end < 0 || start < 0 || start > end)
        {
            return file;
        }

        byte[] covered = [.. file[..start], .. file[(end + 1)..]];
        return [.. file[..start], .. Encoding.ASCII.GetBytes($",\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(covered))}\"}}\n"), .. file[(end + 1)..]];
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._:-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
