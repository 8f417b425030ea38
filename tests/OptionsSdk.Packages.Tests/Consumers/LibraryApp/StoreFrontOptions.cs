using OptionsSdk;

namespace LibraryApp;

/// <summary>What customers see.</summary>
[OptionGroup("store-front")]
internal sealed partial class StoreFrontOptions
{
    /// <summary>What is written at the top.</summary>
    public partial string Title { get; } = "Shop";
}
