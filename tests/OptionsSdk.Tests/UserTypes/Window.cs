namespace OptionsSdk.Tests.UserTypes;

/// <summary>A value type of a user.</summary>
public readonly record struct Window
{
    public required TimeOnly From { get; init; }

    public required TimeOnly To { get; init; }
}
