using System.Collections.Immutable;

namespace OptionsSdk.Tests.Expiry;

/// <summary>One option for each way to expire.</summary>
[OptionGroup("age")]
public sealed partial class AgeingOptions
{
    /// <summary>Gives way to its default after a minute.</summary>
    [MaxStaleness("00:01:00", OnExpired = OnExpired.UseDefault)]
    public partial int Minute { get; } = 1;

    /// <summary>Gives way to its default after an hour.</summary>
    [MaxStaleness("01:00", OnExpired = OnExpired.UseDefault)]
    public partial string Hour { get; } = "default";

    /// <summary>Expires after a minute and is served on.</summary>
    [MaxStaleness("00:01:00")]
    public partial int Kept { get; } = 1;

    /// <summary>Never expires.</summary>
    public partial int Free { get; } = 1;

    /// <summary>Expires, but settings win in any case.</summary>
    [Option(OptionFlags.PrioritizeDisk)]
    [MaxStaleness("00:01:00", OnExpired = OnExpired.UseDefault)]
    public partial int OnDisk { get; } = 1;

    /// <summary>Expires, and is no word.</summary>
    [MaxStaleness("00:01:00", OnExpired = OnExpired.UseDefault)]
    public partial ImmutableArray<int> Boxed { get; } = [1];
}
