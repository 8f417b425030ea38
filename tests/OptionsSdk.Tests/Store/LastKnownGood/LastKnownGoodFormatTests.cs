using System.Security.Cryptography;
using System.Text;
using OptionsSdk.Store;
using OptionsSdk.Store.LastKnownGood;

namespace OptionsSdk.Tests.Store.LastKnownGood;

public sealed class LastKnownGoodFormatTests
{
    private static readonly StorePosition Position = new(2, 12, new("11111111-2222-3333-4444-555555555555"));
    private static readonly DateTime At = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static readonly StoreImage Image = StoreImage.From(
        Position,
        [
            new("mail.port", "2525", 12, At, "ops", OptionChannel.Cli, "moved"),
            new("mail.host", "\"relay \\u00e9\\n\"", 3, At.AddTicks(7), null, OptionChannel.Unknown, null),
        ]);

    private static byte[] Bytes => LastKnownGoodFormat.Write("default", Image, "abc", At);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var content = LastKnownGoodFormat.Read("default", Bytes);
        Assert.True(StoreImageComparison.AreEqual(Image, content.Image));
        Assert.Equal(("abc", At), (content.SchemaHash, content.SavedAt));
    }

    [Fact]
    public void The_first_format_stays_readable()
    {
        // Never to be changed: files of this version lie on disks.
        const string Golden = """
            {"v":1,"ns":"default","epoch":2,"rev":12,"token":"11111111-2222-3333-4444-555555555555","savedAtUtc":"2030-01-02T03:04:05Z","schemaHash":"abc","count":2,"sha256":"deac553c7d24f8a2c0cb7c95d9c8d1c245780c0c76f4fb7ecf9039079774f806"}
            {"key":"mail.host","value":"\u0022relay \\u00e9\\n\u0022","rev":3,"at":"2030-01-02T03:04:05.0000007Z","by":null,"channel":0,"reason":null}
            {"key":"mail.port","value":"2525","rev":12,"at":"2030-01-02T03:04:05Z","by":"ops","channel":4,"reason":"moved"}

            """;
        Assert.Equal(Golden.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(Bytes));
        Assert.True(StoreImageComparison.AreEqual(Image, LastKnownGoodFormat.Read("default", Encoding.UTF8.GetBytes(Golden.ReplaceLineEndings("\n"))).Image));
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        var bytes = Bytes;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Read("default", bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void A_file_with_any_other_byte_is_refused()
    {
        var bytes = Bytes;
        for (var index = 0; index < bytes.Length; index++)
        {
            foreach (var flip in (byte[])[0x01, 0x20, 0x80, 0xFF])
            {
                bytes[index] ^= flip;
                Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Read("default", bytes));
                bytes[index] ^= flip;
            }
        }

        Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Read("default", (byte[])[.. bytes, (byte)'\n']));
    }

    [Fact]
    public void A_file_of_another_namespace_is_refused() =>
        Assert.Contains("namespace", Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Read("other", Bytes)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_a_later_format_is_refused_by_its_number() =>
        Assert.Contains("format 2", Refuse("\"v\":1", "\"v\":2").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"count\":2", "\"count\":1")]
    [InlineData("\"count\":2", "\"count\":3")]
    [InlineData("\"count\":2", "\"count\":-1")]
    [InlineData("\"count\":2", "\"count\":20001")]
    [InlineData("\"count\":2", "\"count\":2147483647")]
    [InlineData("\"epoch\":2", "\"epoch\":-2")]
    [InlineData("\"rev\":12,\"token\"", "\"rev\":11,\"token\"")]
    [InlineData("\"rev\":3", "\"rev\":0")]
    [InlineData("\"rev\":3", "\"rev\":1e400")]
    [InlineData("\"key\":\"mail.port\"", "\"key\":\"mail.host\"")]
    [InlineData("\"key\":\"mail.port\"", "\"key\":\"MAIL\\u0000\"")]
    [InlineData("\"key\":\"mail.port\"", "\"key\":null")]
    [InlineData("\"value\":\"2525\"", "\"value\":null")]
    [InlineData("\"value\":\"2525\"", "\"value\":2525")]
    [InlineData("\"value\":\"2525\"", "\"value\":\"2525\",\"value\":\"1\"")]
    [InlineData("\"value\":\"2525\"", "\"other\":\"2525\"")]
    [InlineData("\"value\":\"2525\"", "\"value\":\"\\uD800\"")]
    [InlineData("\"channel\":4", "\"channel\":99")]
    [InlineData("\"reason\":\"moved\"", "\"reason\":[[[1]]]")]
    [InlineData("\"at\":\"2030-01-02T03:04:05Z\"", "\"at\":\"soon\"")]
    public void A_file_that_makes_no_sense_is_refused_even_if_its_digest_is_right(string part, string other) => Refuse(part, other);

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_parsed() =>
        Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Read("default", new byte[LastKnownGoodFormat.MaximumFileBytes + 1]));

    [Fact]
    public void An_image_that_is_too_large_is_not_written()
    {
        var many = Enumerable.Range(0, LastKnownGoodFormat.MaximumRows + 1).Select(i => new StoreRow($"k{i}", "1", 1, At, null, OptionChannel.Unknown, null));
        Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Write("default", StoreImage.From(Position, [.. many]), "abc", At));
        var large = Enumerable.Range(0, 300).Select(i => new StoreRow($"k{i}", new string('x', 60_000), 1, At, null, OptionChannel.Unknown, null));
        Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Write("default", StoreImage.From(Position, [.. large]), "abc", At));
    }

    private static InvalidDataException Refuse(string part, string other)
    {
        var text = Encoding.UTF8.GetString(Bytes);
        var place = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(place >= 0);
        return Assert.Throws<InvalidDataException>(() => LastKnownGoodFormat.Read("default", Sign(text.Remove(place, part.Length).Insert(place, other))));
    }

    private static byte[] Sign(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var described = text[..text.IndexOf(",\"sha256\"", StringComparison.Ordinal)];
        var payload = text[(end + 1)..];
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(described + payload)));
        return Encoding.UTF8.GetBytes($"{described},\"sha256\":\"{digest}\"}}\n{payload}");
    }
}
