namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Static volatile fields, one accumulator as for the peers.</summary>
internal readonly struct ChainedFieldNumbers : ICase
{
    public long Run(int passes)
    {
        int a = 0;
        for (; passes > 0; passes--)
        {
            a += Fields.Number0;
            a += Fields.Number1;
            a += Fields.Number2;
            a += Fields.Number3;
            a += Fields.Number4;
            a += Fields.Number5;
            a += Fields.Number6;
            a += Fields.Number7;
            a += Fields.Number8;
            a += Fields.Number9;
            a += Fields.Number10;
            a += Fields.Number11;
            a += Fields.Number12;
            a += Fields.Number13;
            a += Fields.Number14;
            a += Fields.Number15;
            Volatile.ReadBarrier();
        }

        return a;
    }
}
