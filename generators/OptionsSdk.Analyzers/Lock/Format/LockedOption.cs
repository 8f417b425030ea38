using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>An option as a lock file knows it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">The type.</param>
/// <param name="Default">The default as the source spells it; empty for credentials and where there is none.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Start">Where its key starts in the file.</param>
/// <param name="End">Where its key ends in the file.</param>
internal sealed record LockedOption(string Key, OptionType Type, string Default, OptionFlags Flags, int Start = 0, int End = 0)
{
    /// <summary>The default as every machine spells it, whatever line ends its files have.</summary>
    public string Default { get; } = Default.Replace("\r\n", "\n");
}
