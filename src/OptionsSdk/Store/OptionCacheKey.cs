using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OptionsSdk.Store;

/// <summary>The name of one option's entry in a cache (S2): <c>o:</c> and the lower-case hexadecimal MD5 of the key's UTF-8 bytes.</summary>
public static class OptionCacheKey
{
    private const int LongestOnStack = 512;

    /// <summary>Makes the entry's name.</summary>
    /// <param name="key">The option's key; characters that cannot be encoded are replaced.</param>
    /// <returns>The name, for example <c>o:acbd18db4cc2f85cedef654fccc4a4d8</c> for <c>foo</c>.</returns>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The name is the seed's (S2) and protects nothing.")]
    public static string For(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var length = Encoding.UTF8.GetMaxByteCount(key.Length);
        var bytes = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[length];
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        Span<char> name = stackalloc char[2 + (2 * MD5.HashSizeInBytes)];
        "o:".CopyTo(name);
        Convert.TryToHexStringLower(hash, name[2..], out _);
        return new(name);
    }
}
