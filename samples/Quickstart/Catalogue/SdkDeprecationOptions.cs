using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The oldest versions of client libraries whose profiles are still taken.</summary>
[OptionGroup("sdk-deprecation")]
public sealed partial class SdkDeprecationOptions
{
    /// <summary>Oldest Python library whose profile chunks raise no warning.</summary>
    [Option("sdk-deprecation.profile-chunk.python", AutomatorModifiable)]
    public partial Version ProfileChunkPython { get; } = new(2, 24, 1);

    /// <summary>Oldest Python library whose profile chunks raise no stern warning.</summary>
    [Option("sdk-deprecation.profile-chunk.python.hard", AutomatorModifiable)]
    public partial Version ProfileChunkPythonHard { get; } = new(2, 24, 1);

    /// <summary>Oldest Cocoa library whose profile chunks raise no warning.</summary>
    [Option("sdk-deprecation.profile-chunk.cocoa", AutomatorModifiable)]
    public partial Version ProfileChunkCocoa { get; } = new(8, 49, 2);

    /// <summary>Oldest Cocoa library whose profile chunks raise no stern warning.</summary>
    [Option("sdk-deprecation.profile-chunk.cocoa.hard", AutomatorModifiable)]
    public partial Version ProfileChunkCocoaHard { get; } = new(8, 49, 0);

    /// <summary>Oldest Cocoa library whose profile chunks are taken.</summary>
    [Option("sdk-deprecation.profile-chunk.cocoa.reject", AutomatorModifiable)]
    public partial Version ProfileChunkCocoaReject { get; } = new(8, 49, 2);

    /// <summary>Oldest Cocoa library whose profiles are taken.</summary>
    [Option("sdk-deprecation.profile.cocoa.reject", AutomatorModifiable)]
    public partial Version ProfileCocoaReject { get; } = new(8, 49, 2);
}
