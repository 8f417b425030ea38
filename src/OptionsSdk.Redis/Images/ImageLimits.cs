using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Images;

/// <summary>How large an image may be, checked by whoever writes one and by whoever reads one, before it is read.</summary>
internal static class ImageLimits
{
    /// <summary>The largest number of options.</summary>
    public const int MaximumRows = 20_000;

    /// <summary>Fields of the head, and room for those that a later version may add.</summary>
    public const int MaximumHeadFields = 16;

    /// <summary>The largest field of the head.</summary>
    public const int MaximumHeadBytes = 128;

    /// <summary>The largest value, as everywhere in the library.</summary>
    public const int MaximumValueBytes = OptionLimits.MaximumValueBytes;

    /// <summary>The largest row: a value, its key, its author and the reason.</summary>
    public const int MaximumRowBytes = MaximumValueBytes + (16 * 1024);

    /// <summary>The largest image: names and rows together.</summary>
    public const int MaximumImageBytes = 16 * 1024 * 1024;

    /// <summary>The largest image as Redis holds it, its head included.</summary>
    public const int MaximumStoredBytes = MaximumImageBytes + (MaximumHeadFields * 2 * MaximumHeadBytes);

    /// <summary>The largest number of rows that one delta carries; what is more goes as a whole image, because scripts take so many arguments.</summary>
    public const int MaximumDeltaRows = 1_000;

    /// <summary>What one command of a staged image carries.</summary>
    public const int MaximumStagedBytes = 1024 * 1024;

    public static OptionStoreException TooLarge(string? key, string what) =>
        new(
            OptionErrorIds.ValueTooLarge,
            key,
            $"{what}, so it is not put into Redis.",
            $"An image in Redis has at most {MaximumRows} options and {MaximumImageBytes} bytes; a value has at most {MaximumValueBytes} bytes, and with its author and reason {MaximumRowBytes}.",
            "Delete options that nobody declares, or shorten the value or its reason.");
}
