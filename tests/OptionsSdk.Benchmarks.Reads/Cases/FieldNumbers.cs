namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Static volatile fields.</summary>
internal readonly struct FieldNumbers : ICase
{
    public long Run(int passes)
    {
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += Fields.Number0;
            b += Fields.Number1;
            c += Fields.Number2;
            a += Fields.Number3;
            b += Fields.Number4;
            c += Fields.Number5;
            a += Fields.Number6;
            b += Fields.Number7;
            c += Fields.Number8;
            a += Fields.Number9;
            b += Fields.Number10;
            c += Fields.Number11;
            a += Fields.Number12;
            b += Fields.Number13;
            c += Fields.Number14;
            a += Fields.Number15;
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
