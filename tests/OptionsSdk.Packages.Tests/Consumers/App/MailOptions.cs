using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using OptionsSdk;

namespace App;

/// <summary>Outgoing mail.</summary>
[OptionGroup("mail", JsonContext = typeof(MailJson))]
internal sealed partial class MailOptions
{
    /// <summary>Relay that mail is handed to.</summary>
    public partial string Host { get; } = "localhost";

    /// <summary>Port of the relay.</summary>
    [Range(1, 65535)]
    public partial int Port { get; } = 25;

    /// <summary>How long to wait for the relay.</summary>
    public partial TimeSpan Timeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Who gets a copy.</summary>
    public partial ImmutableArray<string> Copies { get; }

    /// <summary>How careful to be.</summary>
    public partial Security Security { get; } = Security.Required;

    /// <summary>Namespace of mailing lists.</summary>
    [Option("mail.list-namespace", OptionFlags.Immutable)]
    public partial string ListNamespace { get; } = "localhost";

    /// <summary>Relays by region.</summary>
    public partial IReadOnlyDictionary<string, Relay> Relays { get; }

    /// <summary>The relay of last resort.</summary>
    public partial Relay Fallback { get; } = new("localhost");
}
