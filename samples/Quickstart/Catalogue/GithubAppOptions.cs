using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>The integration with GitHub.</summary>
[OptionGroup("github-app")]
public sealed partial class GithubAppOptions
{
    /// <summary>Number of the GitHub app; 0 while there is none.</summary>
    [Option(AutomatorModifiable)]
    public partial long Id { get; } = 0;

    /// <summary>Name of the GitHub app in its URL.</summary>
    [Option(AutomatorModifiable)]
    public partial string Name { get; } = "";

    /// <summary>Secret that signs the events that GitHub sends.</summary>
    [Option(Credential)]
    public partial string WebhookSecret { get; } = "";

    /// <summary>Key that the application proves itself to GitHub with.</summary>
    [Option(Credential)]
    public partial string PrivateKey { get; } = "";

    /// <summary>Identity of the GitHub app towards users.</summary>
    [Option(PrioritizeDisk | AutomatorModifiable)]
    public partial string ClientId { get; }

    /// <summary>Secret of the GitHub app towards users.</summary>
    [Option(Credential | PrioritizeDisk)]
    public partial string ClientSecret { get; }

    /// <summary>Permissions that an installation should have granted: a level by scope.</summary>
    [Option(AutomatorModifiable)]
    public partial IReadOnlyDictionary<string, string> RequiredPermissions { get; }

    /// <summary>Organizations, by name, for which GitHub is asked sparingly.</summary>
    [Option(AllowEmpty | AutomatorModifiable)]
    public partial ImmutableArray<string> RateLimitSensitiveOrgs { get; } = [];

    /// <summary>Commits that one comparison asks for at most.</summary>
    [Option("github-app.fetch-commits.max-compare-commits", AutomatorModifiable)]
    [Range(1, int.MaxValue)]
    public partial int FetchCommitsMaxCompareCommits { get; } = 500;

    /// <summary>Pull requests whose status one query asks for.</summary>
    [Option("github-app.pull-request-status.chunk-size", AutomatorModifiable)]
    [Range(1, int.MaxValue)]
    public partial int PullRequestStatusChunkSize { get; } = 25;
}
