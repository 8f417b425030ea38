namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Options, one accumulator as for the peers.</summary>
internal readonly struct ChainedOptionNumbers(BenchOptions options) : ICase
{
    public long Run(int passes)
    {
        var from = options;
        int a = 0;
        for (; passes > 0; passes--)
        {
            a += from.Number0;
            a += from.Number1;
            a += from.Number2;
            a += from.Number3;
            a += from.Number4;
            a += from.Number5;
            a += from.Number6;
            a += from.Number7;
            a += from.Number8;
            a += from.Number9;
            a += from.Number10;
            a += from.Number11;
            a += from.Number12;
            a += from.Number13;
            a += from.Number14;
            a += from.Number15;
            Volatile.ReadBarrier();
        }

        return a;
    }
}
