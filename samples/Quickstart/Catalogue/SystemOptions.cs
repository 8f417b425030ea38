using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The installation as a whole: addresses, retention, secrets.</summary>
[OptionGroup("system")]
public sealed partial class SystemOptions
{
    /// <summary>Address of the administrator, shown to users who need help.</summary>
    [Option(Required)]
    [EmailAddress]
    public partial string AdminEmail { get; }

    /// <summary>Address that users write to for support; empty hides it.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial string SupportEmail { get; }

    /// <summary>Address for reports of security problems; empty hides it.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial string SecurityEmail { get; }

    /// <summary>Connection settings of the application's own databases, by alias.</summary>
    [Option(NoStore)]
    public partial IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Databases { get; }

    /// <summary>Days that events are kept; 0 keeps them for ever.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int EventRetentionDays { get; } = 0;

    /// <summary>Days after its last use at which a debug file's expiry is pushed back.</summary>
    [Option(AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int DebugFilesRenewalAgeThresholdDays { get; } = 30;

    /// <summary>Key that signs sessions and links.</summary>
    [Option(Credential | NoStore)]
    public partial string SecretKey { get; }

    /// <summary>URL that file uploads go to, where it is not the main one.</summary>
    [Option(PrioritizeDisk | AutomatorModifiable)]
    public partial string UploadUrlPrefix { get; }

    /// <summary>URL of the installation's root, without a slash at the end.</summary>
    [Option(Required | PrioritizeDisk)]
    public partial string UrlPrefix { get; } = Environment.GetEnvironmentVariable("SENTRY_SYSTEM_URL_PREFIX") ?? "";

    /// <summary>URL of the root as internal services reach it; empty means the public one.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial string InternalUrlPrefix { get; }

    /// <summary>Region that this instance runs in.</summary>
    [Option(AllowEmpty | PrioritizeDisk | NoStore)]
    public partial string Region { get; }
}
