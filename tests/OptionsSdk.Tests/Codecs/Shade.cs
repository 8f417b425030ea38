namespace OptionsSdk.Tests.Codecs;

// Two names that differ by case only, and two names for one value, are what this enumeration is for.
#pragma warning disable CA1708, CA1069
public enum Shade
{
    Dark = 0,
    Light = 1,
    light = 2,
    Grey = 3,
    Gray = 3,
}
