using System.ComponentModel.DataAnnotations;
using OptionsSdk;

namespace MultiNode;

/// <summary>Which release is in force. Both versions are always written together, so no reader may ever see two different ones.</summary>
[OptionGroup("release")]
internal sealed partial class ReleaseOptions
{
    /// <summary>Version of the server's half.</summary>
    [Range(0, int.MaxValue)]
    public partial int ServerVersion { get; } = 0;

    /// <summary>Version of the client's half.</summary>
    [Range(0, int.MaxValue)]
    public partial int ClientVersion { get; } = 0;
}
