using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The gateway that receives events.</summary>
[OptionGroup("relay")]
public sealed partial class RelayOptions
{
    /// <summary>Hosts whose spans are not normalized.</summary>
    [Option("relay.span-normalization.allowed_hosts", AllowEmpty | AutomatorModifiable)]
    public partial ImmutableArray<string> SpanNormalizationAllowedHosts { get; } = [];

    /// <summary>Whether attachments of transactions are dropped.</summary>
    [Option(AllowEmpty | AutomatorModifiable)]
    public partial bool DropTransactionAttachments { get; } = false;

    /// <summary>Share of spans that are sent to Kafka in the second format.</summary>
    [Option("relay.kafka.span-v2.sample-rate", AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double KafkaSpanV2SampleRate { get; } = 0.0;

    /// <summary>Whether gateways may fetch their settings.</summary>
    [Option("relay.endpoint-fetch-config.enabled", AutomatorModifiable)]
    public partial bool EndpointFetchConfigEnabled { get; } = true;

    /// <summary>Bytes up to which an attachment travels inside its message; 0 for none.</summary>
    [Option("relay.attachment-inline.limit", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int AttachmentInlineLimit { get; } = 0;

    /// <summary>Share of sessions that are sent to the analytics platform.</summary>
    [Option("relay.sessions-eap.rollout-rate", AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double SessionsEapRolloutRate { get; } = 0.0;

    /// <summary>Share of attachments that go to the object store.</summary>
    [Option("relay.objectstore-attachments.sample-rate", AutomatorModifiable)]
    [Range(0.0, 1.0)]
    public partial double ObjectstoreAttachmentsSampleRate { get; } = 0.0;

    /// <summary>Whether gateways of the internal network are trusted by their address.</summary>
    [Option("relay.allow_internal_ip_auth", AutomatorModifiable)]
    public partial bool AllowInternalIpAuth { get; } = true;

    /// <summary>Whether the usage of spans is counted by a metric of its own.</summary>
    [Option(AutomatorModifiable)]
    public partial bool SpanUsageMetric { get; } = false;

    /// <summary>Whether changed project settings are announced at once where no transaction is open.</summary>
    [Option(AutomatorModifiable)]
    public partial bool InvalidationDirectOutsideAtomic { get; } = false;

    /// <summary>How buckets of sets are encoded, by namespace of metrics.</summary>
    [Option(AutomatorModifiable)]
    public partial IReadOnlyDictionary<string, string> MetricBucketSetEncodings { get; } = new Dictionary<string, string>();

    /// <summary>How buckets of distributions are encoded, by namespace of metrics.</summary>
    [Option(AutomatorModifiable)]
    public partial IReadOnlyDictionary<string, string> MetricBucketDistributionEncodings { get; } = new Dictionary<string, string>();
}
