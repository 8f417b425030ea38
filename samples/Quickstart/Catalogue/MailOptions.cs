using System.ComponentModel.DataAnnotations;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>Mail, outgoing and incoming.</summary>
[OptionGroup("mail")]
public sealed partial class MailOptions
{
    /// <summary>How mail is sent: the name of a backend.</summary>
    [Option(NoStore)]
    public partial string Backend { get; } = "smtp";

    /// <summary>SMTP relay that outgoing mail is handed to.</summary>
    [Option(Required | PrioritizeDisk)]
    public partial string Host { get; } = "127.0.0.1";

    /// <summary>Port of the relay.</summary>
    [Option(Required | PrioritizeDisk)]
    [Range(1, 65535)]
    public partial int Port { get; } = 25;

    /// <summary>Name to log in to the relay with; empty for no log-in.</summary>
    [Option(Required | AllowEmpty | PrioritizeDisk)]
    public partial string Username { get; }

    /// <summary>Password to log in to the relay with.</summary>
    [Option(Required | AllowEmpty | PrioritizeDisk)]
    public partial string Password { get; }

    /// <summary>Whether the connection is upgraded by STARTTLS.</summary>
    [Option(Required | PrioritizeDisk)]
    public partial bool UseTls { get; } = false;

    /// <summary>Whether the connection is encrypted from its start.</summary>
    [Option(Required | PrioritizeDisk)]
    public partial bool UseSsl { get; } = false;

    /// <summary>Text before every subject.</summary>
    [Option(PrioritizeDisk | AutomatorModifiable)]
    public partial string SubjectPrefix { get; } = "[Sentry]";

    /// <summary>Sender of every mail.</summary>
    [Option(Required | PrioritizeDisk)]
    [EmailAddress]
    public partial string From { get; } = "root@localhost";

    /// <summary>Whether replies to notifications become comments.</summary>
    [Option(PrioritizeDisk | AutomatorModifiable)]
    public partial bool EnableReplies { get; } = false;

    /// <summary>Host name that replies are addressed to.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial string ReplyHostname { get; } = "";

    /// <summary>Key that proves that an incoming mail was handed over by Mailgun.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial string MailgunApiKey { get; } = "";

    /// <summary>Seconds to wait for the relay.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int Timeout { get; } = 10;
}
