namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Options.</summary>
internal readonly struct OptionNumbers(BenchOptions options) : ICase
{
    public long Run(int passes)
    {
        var from = options;
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += from.Number0;
            b += from.Number1;
            c += from.Number2;
            a += from.Number3;
            b += from.Number4;
            c += from.Number5;
            a += from.Number6;
            b += from.Number7;
            c += from.Number8;
            a += from.Number9;
            b += from.Number10;
            c += from.Number11;
            a += from.Number12;
            b += from.Number13;
            c += from.Number14;
            a += from.Number15;
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
