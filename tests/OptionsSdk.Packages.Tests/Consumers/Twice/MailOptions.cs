using OptionsSdk;

namespace Twice;

/// <summary>Outgoing mail.</summary>
[OptionGroup("mail")]
public sealed partial class MailOptions
{
    /// <summary>Port of the relay.</summary>
    public partial int Port { get; } = 25;
}
