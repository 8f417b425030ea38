namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>One option with an open override.</summary>
internal readonly struct OverriddenReads(BenchOptions options) : ICase
{
    public long Run(int passes)
    {
        var from = options;
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += from.Number0;
            b += from.Number0;
            c += from.Number0;
            a += from.Number0;
            b += from.Number0;
            c += from.Number0;
            a += from.Number0;
            b += from.Number0;
            c += from.Number0;
            a += from.Number0;
            b += from.Number0;
            c += from.Number0;
            a += from.Number0;
            b += from.Number0;
            c += from.Number0;
            a += from.Number0;
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
