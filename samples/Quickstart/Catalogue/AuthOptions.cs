using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using OptionsSdk;
using static OptionsSdk.OptionFlags;

namespace Quickstart.Catalogue;

/// <summary>Log-in and sign-up.</summary>
[OptionGroup("auth")]
public sealed partial class AuthOptions
{
    /// <summary>Log-in attempts that one IP address has per minute; 0 for no limit.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int IpRateLimit { get; } = 0;

    /// <summary>Log-in attempts that one user has per minute; 0 for no limit.</summary>
    [Option(AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    [Range(0, int.MaxValue)]
    public partial int UserRateLimit { get; } = 0;

    /// <summary>Whether anybody may sign up.</summary>
    [Option(AllowEmpty | PrioritizeDisk | Required)]
    public partial bool AllowRegistration { get; } = false;

    /// <summary>Share of sign-ups that must verify their address first.</summary>
    [Option("auth.email-verification-at-signup.rollout-rate", AutomatorModifiable | ModifiableRate)]
    public partial double EmailVerificationAtSignupRolloutRate { get; } = 0.0;

    /// <summary>Patterns of addresses that must verify whatever the share says.</summary>
    [Option("auth.email-verification-at-signup.force-in-experiment", AllowEmpty | AutomatorModifiable)]
    public partial ImmutableArray<string> EmailVerificationAtSignupForceInExperiment { get; } = [];

    /// <summary>Whether sign-ups by single sign-on verify too.</summary>
    [Option("auth.email-verification-at-signup.sso-enabled", AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial bool EmailVerificationAtSignupSsoEnabled { get; } = false;

    /// <summary>Whether sign-ups by a social account verify too.</summary>
    [Option("auth.email-verification-at-signup.social-auth-enabled", AllowEmpty | PrioritizeDisk | AutomatorModifiable)]
    public partial bool EmailVerificationAtSignupSocialAuthEnabled { get; } = false;
}
