using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>Applications of others that hear of events by webhooks.</summary>
[OptionGroup("sentry-apps")]
public sealed partial class SentryAppsOptions
{
    /// <summary>Seconds to wait for the answer to a webhook.</summary>
    [Option("sentry-apps.webhook.timeout.sec", AutomatorModifiable)]
    [Range(0.0, double.MaxValue)]
    public partial double WebhookTimeoutSeconds { get; } = 1.0;

    /// <summary>Seconds to wait for the answer to a webhook, by identifier of an organization that needs another time.</summary>
    [Option("sentry-apps.override.organization_ids.webhook.timeouts.sec", AllowEmpty | AutomatorModifiable)]
    public partial IReadOnlyDictionary<long, double> OverrideOrganizationIdsWebhookTimeoutsSeconds { get; } = new Dictionary<long, double>();

    /// <summary>Seconds after which a webhook is given up whatever it does.</summary>
    [Option("sentry-apps.webhook.hard-timeout.sec", AutomatorModifiable)]
    [Range(0.0, double.MaxValue)]
    public partial double WebhookHardTimeoutSeconds { get; } = 5.0;

    /// <summary>When webhooks that keep failing are no longer sent, and for how long.</summary>
    [Option("sentry-apps.webhook.circuit-breaker.config", AutomatorModifiable)]
    public partial IReadOnlyDictionary<string, JsonElement> WebhookCircuitBreakerConfig { get; } = new Dictionary<string, JsonElement>
    {
        ["error_limit_window"] = JsonElement.Parse("600"),
        ["broken_state_duration"] = JsonElement.Parse("300"),
        ["threshold"] = JsonElement.Parse("0.5"),
        ["floor"] = JsonElement.Parse("500"),
        ["metrics_key"] = JsonElement.Parse("\"sentry-app.webhook\""),
    };

    /// <summary>Whose webhooks are logged: names of applications and identifiers of installations.</summary>
    [Option("sentry-apps.webhook-logging.enabled", AutomatorModifiable)]
    public partial IReadOnlyDictionary<string, ImmutableArray<string>> WebhookLoggingEnabled { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["sentry_app_slug"] = [],
        ["installation_uuid"] = [],
    };

    /// <summary>Numbers of the categories of issues that cause no webhooks.</summary>
    [Option(AutomatorModifiable)]
    public partial ImmutableArray<int> UnsupportedWebhookCategories { get; } = [9];

    /// <summary>Names of applications that get no webhooks.</summary>
    [Option("sentry-apps.webhook.restricted-webhook-sending", AutomatorModifiable)]
    public partial ImmutableArray<string> WebhookRestrictedWebhookSending { get; } = [];

    /// <summary>Whether switched-off applications are really cut off.</summary>
    [Option(AutomatorModifiable)]
    public partial bool DisabledEnforcement { get; } = false;

    /// <summary>Whether deleted applications are removed at once.</summary>
    [Option(AutomatorModifiable)]
    public partial bool HardDelete { get; } = false;

    /// <summary>Whether deletion looks only at rows that are marked as deleted.</summary>
    [Option(AutomatorModifiable)]
    public partial bool DisableParanoia { get; } = false;

    /// <summary>Share of webhooks whose older payload is checked against its schema.</summary>
    [Option("sentry-apps.legacy-webhook-payload-validation.rate", AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double LegacyWebhookPayloadValidationRate { get; } = 0.0;
}
