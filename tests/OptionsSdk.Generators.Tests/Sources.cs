namespace OptionsSdk.Generators.Tests;

/// <summary>Sources that several tests use.</summary>
internal static class Sources
{
    public const string Mail =
        """
        using System.ComponentModel.DataAnnotations;
        using OptionsSdk;

        namespace Acme;

        /// <summary>Outgoing mail.</summary>
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            /// <summary>SMTP relay that outgoing mail is handed to.</summary>
            [Option(OptionFlags.PrioritizeDisk)]
            public partial string Host { get; } = "localhost";

            /// <summary>Port of the relay.</summary>
            [Range(1, 65535)]
            public partial int Port { get; } = 25;

            /// <summary>Namespace of mailing lists. Fixed at deployment.</summary>
            [Option("mail.list-namespace", OptionFlags.Immutable)]
            public partial string ListNamespace { get; } = "localhost";

            /// <summary>Password of the relay.</summary>
            [Option(OptionFlags.Credential | OptionFlags.AllowEmpty)]
            public partial string Password { get; } = "hunter2";
        }
        """;
}
