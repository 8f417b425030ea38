namespace OptionsSdk.Tests.Codecs;

// That two members share a bit, and neither contains the other, is what this enumeration is for.
#pragma warning disable CA2217
[Flags]
public enum Shapes
{
    None = 0,
    Round = 5,
    Large = 6,
}
