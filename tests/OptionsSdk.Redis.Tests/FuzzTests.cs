using OptionsSdk.Redis.Fleet;
using OptionsSdk.Redis.Images;
using OptionsSdk.Store;
using OptionsSdk.Store.Contracts.Fuzzing;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>Images and words of processes under random changes: read whole or refused, and nothing else is thrown.</summary>
public sealed class FuzzTests
{
    private static readonly DateTime At = new(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    private static readonly StoreImage Image = StoreImage.From(
        new(2, 17, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")),
        [
            new("mail.port", "2525", 17, At, "ops", OptionChannel.Cli, "größer"),
            new("mail.host", "\"relay\"", 3, At, null, OptionChannel.Unknown, null),
            new("mail.rate", "0.5", 9, At, "", OptionChannel.Admin, ""),
        ]);

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("OPTIONS_SEED"), out var seed) ? seed : 1;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_image_is_read_or_refused_and_a_signed_one_is_read_only_as_it_was_signed(bool isSigned)
    {
        var format = new ImageFormat(isSigned ? new("default", Keys.First, null) : null);
        var (random, mutation) = (new Random(Seed), new Mutation(Seed));
        HashEntry[] fields = [.. format.Write(Image, out _)];
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var changed = fields.ToList();
            var place = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0:
                    changed.RemoveAt(place);
                    break;
                case 1:
                    changed[place] = new(changed[random.Next(changed.Count)].Name, changed[place].Value);
                    break;
                default:
                    changed[place] = new(changed[place].Name, mutation.Of((byte[])changed[place].Value!));
                    break;
            }

            try
            {
                var image = format.Read([.. changed], out _);
                if (image is null || changed.SequenceEqual(fields))
                {
                    continue;
                }

                Assert.All(image.Rows.Values, row => Assert.InRange(row.Revision, 0, image.Position.Revision));
                Assert.True(!isSigned || StoreImageComparison(image), "A signed image was read as something else.");
                read++;
            }
            catch (ImageFormatException)
            {
                // Refused, as declared.
            }
        }

        Assert.True(isSigned || read > 0, "Nothing was read at all.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_process_says_is_read_or_refused(bool isSigned)
    {
        var format = new FleetFormat(isSigned ? new("default", Keys.First, null) : null);
        var node = new FleetNode(Guid.NewGuid(), "näme", Image.Position, StoreState.Fresh, ["mail.port", "mail.host"], At);
        var (name, said) = (FleetFormat.NameOf(node.Id), format.Write(node));
        var mutation = new Mutation(Seed);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var input = mutation.Of(said);
            try
            {
                var other = format.Read(name, input);
                Assert.True(other.Name.Length <= FleetNode.LongestName && !other.Name.Any(char.IsControl));
                Assert.All(other.RejectedKeys, key => Assert.True(OptionKey.IsValid(key)));
                Assert.True(!isSigned || other == node, "A signed word was read as another one.");
                read++;
            }
            catch (ImageFormatException)
            {
                // Refused, as declared.
            }
        }

        Assert.True(read > 0, "Nothing was read at all.");
    }

    private static bool StoreImageComparison(StoreImage image) =>
        image.Position == Image.Position && image.Rows.Count == Image.Rows.Count && image.Rows.All(row => row.Value == Image.Find(row.Key));
}
