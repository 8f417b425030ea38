using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Which flags contradict each other, as the runtime refuses them; a test keeps both equal.</summary>
internal static class FlagContradictions
{
    private static readonly (OptionFlags First, OptionFlags Second)[] Pairs =
    [
        (OptionFlags.NoStore, OptionFlags.StoreOnly),
        (OptionFlags.AdminModifiable, OptionFlags.NoStore),
        (OptionFlags.AdminModifiable, OptionFlags.Immutable),
        (OptionFlags.AdminModifiable, OptionFlags.Credential),
        (OptionFlags.AutomatorModifiable, OptionFlags.NoStore),
        (OptionFlags.AutomatorModifiable, OptionFlags.Immutable),
        (OptionFlags.AutomatorModifiable, OptionFlags.Credential),
        (OptionFlags.AutomatorModifiable, OptionFlags.Required),
        (OptionFlags.Bool, OptionFlags.Rate),
        (OptionFlags.Bool, OptionFlags.Scalar),
        (OptionFlags.Rate, OptionFlags.Scalar),
    ];

    /// <summary>The contradictions in a set of flags.</summary>
    public static IEnumerable<(OptionFlags First, OptionFlags Second)> In(OptionFlags flags) =>
        Pairs.Where(pair => (flags & pair.First) != 0 && (flags & pair.Second) != 0);
}
