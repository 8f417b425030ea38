using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Suppression;

/// <summary>What other rules say of options and what is not so. Each has a page beside those of the rules.</summary>
internal static class SuppressionRules
{
    public static readonly SuppressionDescriptor StatedDefault = new(
        "OSDKS001",
        "CA1805",
        "The initializer of an option is its default, which its declaration states even where it is that of the type");

    public static readonly SuppressionDescriptor AddressAsText = new(
        "OSDKS002",
        "CA1056",
        "An option that holds an address may be a text, because the empty text says that there is none; Uri has no such value");

    public static readonly SuppressionDescriptor UnawaitedWrite = new(
        "OSDKS003",
        "CS4014",
        "OSDK2010 reports the same write and names its option");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SuppressionDescriptor> All { get; } = [StatedDefault, AddressAsText, UnawaitedWrite];
}
