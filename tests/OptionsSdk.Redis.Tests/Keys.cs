namespace OptionsSdk.Redis.Tests;

/// <summary>Signing keys.</summary>
internal static class Keys
{
    public static byte[] First { get; } = [.. Enumerable.Range(0, 32).Select(static number => (byte)number)];

    public static byte[] Second { get; } = [.. Enumerable.Range(100, 32).Select(static number => (byte)number)];
}
