using System.Text;
using OptionsSdk.Redis.Images;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Tests;

/// <summary>The bytes in Redis, which versions of the library share: a change here needs a new version of the format.</summary>
public sealed class FormatTests
{
    private static readonly StoreRow Full = new(
        "mail.port", "2525", 17, new DateTime(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc), "ops", OptionChannel.Cli, "größer");

    private static readonly StoreRow Bare = new("mail.port", "\"\"", 0, DateTime.MinValue, null, OptionChannel.Unknown, null);

    [Fact]
    public void A_row_has_these_bytes() =>
        Assert.Equal("1 17 640714144890000000 4 9 3 8 -\nmail.portopsgrößer2525", Encoding.UTF8.GetString(RowFormat.Write(Full, null)));

    [Fact]
    public void A_row_without_author_and_reason_has_these_bytes() =>
        Assert.Equal("1 0 0 0 9 - - -\nmail.port\"\"", Encoding.UTF8.GetString(RowFormat.Write(Bare, null)));

    [Fact]
    public void A_signed_image_has_these_fields()
    {
        var image = StoreImage.From(new(2, 17, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")), [Full]);
        var fields = new ImageFormat(new("default", Keys.First, null)).Write(image, out _);
        Assert.Equal(
            Golden,
            string.Join('\n', fields.Select(static field => $"{field.Name}={field.Value}")));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        Assert.Equal(Full, RowFormat.Read(OptionCacheKey.For("mail.port"), RowFormat.Write(Full, null), 17, null, out _));
        Assert.Equal(Bare, RowFormat.Read(OptionCacheKey.For("mail.port"), RowFormat.Write(Bare, null), 0, null, out _));
    }

    private const string Golden =
        "o:09b699854a023cd004e4f13d4c44b3f8=1 17 640714144890000000 4 9 3 8 G3zcDb-RVhU2N2ijZ-hfwtytAC36697AfRJPpE1zqlQ\n" +
        "mail.portopsgrößer2525\n" +
        "_dig=pdqNxQSpghYjNJ2y_vkB8-eTBuAIeaOZ0vrVpNdcto0\n" +
        "_sig=Xwkh3D8mZAAnDnljsXL2JPHwNBVFwL4s5NIKPOllf5c\n" +
        "_epoch=0000000000000000002\n" +
        "_rev=0000000000000000017\n" +
        "_tok=00112233445566778899aabbccddeeff";
}
