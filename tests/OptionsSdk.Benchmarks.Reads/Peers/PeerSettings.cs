namespace OptionsSdk.Benchmarks.Reads.Peers;

/// <summary>The same numbers as a class for <c>IOptionsMonitor</c>.</summary>
internal sealed class PeerSettings
{
    public int Number0 { get; set; } = 1;
    public int Number1 { get; set; } = 2;
    public int Number2 { get; set; } = 3;
    public int Number3 { get; set; } = 4;
    public int Number4 { get; set; } = 5;
    public int Number5 { get; set; } = 6;
    public int Number6 { get; set; } = 7;
    public int Number7 { get; set; } = 8;
    public int Number8 { get; set; } = 9;
    public int Number9 { get; set; } = 10;
    public int Number10 { get; set; } = 11;
    public int Number11 { get; set; } = 12;
    public int Number12 { get; set; } = 13;
    public int Number13 { get; set; } = 14;
    public int Number14 { get; set; } = 15;
    public int Number15 { get; set; } = 16;
}
