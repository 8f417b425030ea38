using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The integration with Slack.</summary>
[OptionGroup("slack")]
public sealed partial class SlackOptions
{
    /// <summary>Identity of the Slack app.</summary>
    [Option(PrioritizeDisk | AutomatorModifiable)]
    public partial string ClientId { get; }

    /// <summary>Secret of the Slack app.</summary>
    [Option(Credential | PrioritizeDisk)]
    public partial string ClientSecret { get; }

    /// <summary>Token that proves requests of older Slack apps.</summary>
    [Option(Credential | PrioritizeDisk)]
    public partial string VerificationToken { get; }

    /// <summary>Secret that signs requests of Slack.</summary>
    [Option(Credential | PrioritizeDisk)]
    public partial string SigningSecret { get; }

    /// <summary>Workspace that debugging messages go to.</summary>
    [Option(AutomatorModifiable)]
    public partial string DebugWorkspace { get; }

    /// <summary>Channel that debugging messages go to.</summary>
    [Option(AutomatorModifiable)]
    public partial string DebugChannel { get; }

    /// <summary>Whether the payloads of link previews are logged.</summary>
    [Option(AutomatorModifiable)]
    public partial bool LogUnfurlPayload { get; } = false;

    /// <summary>Share of occasions on which a user is asked to link their account.</summary>
    [Option(ModifiableRate | AutomatorModifiable)]
    public partial double NudgeFrequency { get; } = 0.3;
}
