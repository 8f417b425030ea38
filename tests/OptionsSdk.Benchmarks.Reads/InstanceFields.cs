namespace OptionsSdk.Benchmarks.Reads;

/// <summary>The floor of anything that belongs to an object: accessors of its volatile fields.</summary>
internal sealed class InstanceFields
{
    public volatile int Field0 = 1;
    public volatile int Field1 = 2;
    public volatile int Field2 = 3;
    public volatile int Field3 = 4;
    public volatile int Field4 = 5;
    public volatile int Field5 = 6;
    public volatile int Field6 = 7;
    public volatile int Field7 = 8;
    public volatile int Field8 = 9;
    public volatile int Field9 = 10;
    public volatile int Field10 = 11;
    public volatile int Field11 = 12;
    public volatile int Field12 = 13;
    public volatile int Field13 = 14;
    public volatile int Field14 = 15;
    public volatile int Field15 = 16;

    public int Number0 => Field0;

    public int Number1 => Field1;

    public int Number2 => Field2;

    public int Number3 => Field3;

    public int Number4 => Field4;

    public int Number5 => Field5;

    public int Number6 => Field6;

    public int Number7 => Field7;

    public int Number8 => Field8;

    public int Number9 => Field9;

    public int Number10 => Field10;

    public int Number11 => Field11;

    public int Number12 => Field12;

    public int Number13 => Field13;

    public int Number14 => Field14;

    public int Number15 => Field15;
}
