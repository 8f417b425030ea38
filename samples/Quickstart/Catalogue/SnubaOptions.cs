using System.ComponentModel.DataAnnotations;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The search for issues: how much is asked for, and how results are ranked.</summary>
[OptionGroup("snuba")]
public sealed partial class SnubaOptions
{
    /// <summary>Whether few enough candidates are found in the database before the search engine is asked.</summary>
    [Option("snuba.search.pre-snuba-candidates-optimizer", AutomatorModifiable)]
    public partial bool SearchPreSnubaCandidatesOptimizer { get; } = false;

    /// <summary>Fewest candidates that are looked for before the search engine is asked.</summary>
    [Option("snuba.search.min-pre-snuba-candidates", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int SearchMinPreSnubaCandidates { get; } = 500;

    /// <summary>Most candidates that the search engine is given.</summary>
    [Option("snuba.search.max-pre-snuba-candidates", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int SearchMaxPreSnubaCandidates { get; } = 5000;

    /// <summary>Factor by which each chunk of a search is larger than the one before.</summary>
    [Option("snuba.search.chunk-growth-rate", AutomatorModifiable)]
    [Range(1.0, double.MaxValue)]
    public partial double SearchChunkGrowthRate { get; } = 1.5;

    /// <summary>Results that one chunk of a search has at most.</summary>
    [Option("snuba.search.max-chunk-size", AutomatorModifiable)]
    [Range(1, int.MaxValue)]
    public partial int SearchMaxChunkSize { get; } = 2000;

    /// <summary>Seconds that all chunks of a search may take.</summary>
    [Option("snuba.search.max-total-chunk-time-seconds", AutomatorModifiable)]
    [Range(0.0, double.MaxValue)]
    public partial double SearchMaxTotalChunkTimeSeconds { get; } = 30.0;

    /// <summary>Results from which the number of all hits is estimated.</summary>
    [Option("snuba.search.hits-sample-size", AutomatorModifiable)]
    [Range(1, int.MaxValue)]
    public partial int SearchHitsSampleSize { get; } = 100;

    /// <summary>Weight of how recent an issue is, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.recency-weight", AutomatorModifiable)]
    public partial double SearchRecommendedRecencyWeight { get; } = 0.20;

    /// <summary>Weight of a sudden rise, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.spike-weight", AutomatorModifiable)]
    public partial double SearchRecommendedSpikeWeight { get; } = 0.20;

    /// <summary>Weight of the level, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.severity-weight", AutomatorModifiable)]
    public partial double SearchRecommendedSeverityWeight { get; } = 0.20;

    /// <summary>Function that makes one level of the levels of an issue's events.</summary>
    [Option("snuba.search.recommended.severity-aggregate", AutomatorModifiable)]
    public partial string SearchRecommendedSeverityAggregate { get; } = "max";

    /// <summary>Weight of the number of users concerned, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.user-impact-weight", AutomatorModifiable)]
    public partial double SearchRecommendedUserImpactWeight { get; } = 0.05;

    /// <summary>Weight of the number of events, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.event-volume-weight", AutomatorModifiable)]
    public partial double SearchRecommendedEventVolumeWeight { get; } = 0.20;

    /// <summary>What is added to the rank of issues of a type, by number of the type.</summary>
    [Option("snuba.search.recommended.group-type-boost", AllowEmpty | AutomatorModifiable)]
    public partial IReadOnlyDictionary<int, double> SearchRecommendedGroupTypeBoost { get; } = new Dictionary<int, double> { [7001] = 0.15 };

    /// <summary>What is taken from the rank of issues that are messages without an exception.</summary>
    [Option("snuba.search.recommended.message-penalty-weight", AutomatorModifiable)]
    public partial double SearchRecommendedMessagePenaltyWeight { get; } = 0.0;

    /// <summary>Weight of being assigned to the user, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.assignment-weight", AutomatorModifiable)]
    public partial double SearchRecommendedAssignmentWeight { get; } = 0.30;

    /// <summary>Weight of how likely a fix is, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.fixability-weight", AutomatorModifiable)]
    public partial double SearchRecommendedFixabilityWeight { get; } = 0.20;

    /// <summary>Weight of what an agent has found out, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.agent-weight", AutomatorModifiable)]
    public partial double SearchRecommendedAgentWeight { get; } = 0.20;

    /// <summary>Weight of having come back, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.regressed-weight", AutomatorModifiable)]
    public partial double SearchRecommendedRegressedWeight { get; } = 0.10;

    /// <summary>Weight of being new, when recommended issues are ranked.</summary>
    [Option("snuba.search.recommended.newness-weight", AutomatorModifiable)]
    public partial double SearchRecommendedNewnessWeight { get; } = 0.10;

    /// <summary>Hours after which an issue counts as half as new.</summary>
    [Option("snuba.search.recommended.newness-halflife-hours", AutomatorModifiable)]
    [Range(0.0, double.MaxValue)]
    public partial double SearchRecommendedNewnessHalflifeHours { get; } = 24.0;

    /// <summary>Weight of how recent an issue is, when issues are ranked for agents.</summary>
    [Option("snuba.search.agentic-triage.recency-weight", AutomatorModifiable)]
    public partial double SearchAgenticTriageRecencyWeight { get; } = 0.25;

    /// <summary>Weight of the level, when issues are ranked for agents.</summary>
    [Option("snuba.search.agentic-triage.severity-weight", AutomatorModifiable)]
    public partial double SearchAgenticTriageSeverityWeight { get; } = 0.25;

    /// <summary>Weight of the number of users concerned, when issues are ranked for agents.</summary>
    [Option("snuba.search.agentic-triage.user-impact-weight", AutomatorModifiable)]
    public partial double SearchAgenticTriageUserImpactWeight { get; } = 0.25;

    /// <summary>Weight of the number of events, when issues are ranked for agents.</summary>
    [Option("snuba.search.agentic-triage.event-volume-weight", AutomatorModifiable)]
    public partial double SearchAgenticTriageEventVolumeWeight { get; } = 0.25;

    /// <summary>Seconds of an issue's past that count, when issues are ranked for agents.</summary>
    [Option("snuba.search.agentic-triage.lookback-seconds", AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int SearchAgenticTriageLookbackSeconds { get; } = 172800;
}
