using OptionsSdk;

namespace Contoso.Library;

/// <summary>What happens at the till.</summary>
[OptionGroup("checkout")]
public sealed partial class CheckoutOptions
{
    /// <summary>How many things fit into a basket.</summary>
    [OptionRange("1", "1000")]
    public partial int BasketSize { get; } = 20;

    /// <summary>What prices are in.</summary>
    [Option(OptionFlags.Immutable)]
    public partial string Currency { get; } = "EUR";
}
