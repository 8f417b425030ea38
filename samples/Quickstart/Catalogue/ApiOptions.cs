using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The public HTTP API.</summary>
[OptionGroup("api")]
public sealed partial class ApiOptions
{
    /// <summary>Organizations that one user may create per hour.</summary>
    [Option("api.rate-limit.org-create", AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int RateLimitOrgCreate { get; } = 5;

    /// <summary>Whether the scopes that requests really need are recorded.</summary>
    [Option("api.permission-scope-audit.enabled", ModifiableBool | AutomatorModifiable)]
    public partial bool PermissionScopeAuditEnabled { get; } = false;

    /// <summary>Transfers of projects that one user may ask for per hour.</summary>
    [Option("api.project-transfer.rate-limit-overrides", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int ProjectTransferRateLimitOverrides { get; } = 3;

    /// <summary>Whether unchanged resources answer 304.</summary>
    [Option("api.conditional_get.enabled", ModifiableBool | AutomatorModifiable)]
    public partial bool ConditionalGetEnabled { get; } = false;

    /// <summary>Organizations whose last deploys are left out of answers: identifiers, or objects that name one.</summary>
    [Option("api.organization.disable-last-deploys", AutomatorModifiable)]
    public partial ImmutableArray<JsonElement> OrganizationDisableLastDeploys { get; } = [];

    /// <summary>When deprecated endpoints are switched off for a while, as a cron expression.</summary>
    [Option("api.deprecation.brownout-cron", AutomatorModifiable)]
    public partial string DeprecationBrownoutCron { get; } = "0 12 * * *";

    /// <summary>Seconds that deprecated endpoints are switched off for.</summary>
    [Option("api.deprecation.brownout-duration", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int DeprecationBrownoutDuration { get; } = 60;

    /// <summary>When deprecated endpoints that alerts depend on are switched off, as a cron expression.</summary>
    [Option("api.deprecation.alerts-cron", AutomatorModifiable)]
    public partial string DeprecationAlertsCron { get; } = "0,30 * * * *";

    /// <summary>Seconds that deprecated endpoints that alerts depend on are switched off for.</summary>
    [Option("api.deprecation.alerts-duration", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int DeprecationAlertsDuration { get; } = 300;
}
