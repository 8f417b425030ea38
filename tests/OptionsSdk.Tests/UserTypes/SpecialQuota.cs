namespace OptionsSdk.Tests.UserTypes;

/// <summary>A value that is more than the option's type says, and can be changed.</summary>
public sealed class SpecialQuota(int limit) : Quota(limit)
{
    public int Counter { get; set; }
}
