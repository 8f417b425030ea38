namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Options.</summary>
internal readonly struct OptionTexts(BenchOptions options) : ICase
{
    public long Run(int passes)
    {
        var from = options;
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += from.Text0.Length;
            b += from.Text1.Length;
            c += from.Text2.Length;
            a += from.Text3.Length;
            b += from.Text4.Length;
            c += from.Text5.Length;
            a += from.Text6.Length;
            b += from.Text7.Length;
            c += from.Text8.Length;
            a += from.Text9.Length;
            b += from.Text10.Length;
            c += from.Text11.Length;
            a += from.Text12.Length;
            b += from.Text13.Length;
            c += from.Text14.Length;
            a += from.Text15.Length;
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
