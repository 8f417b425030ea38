namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>AsyncLocal.Value, what any override per flow costs at least.</summary>
internal readonly struct FlowLocalReads : ICase
{
    public long Run(int passes)
    {
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += Slices.Flow.Value;
            b += Slices.Flow.Value;
            c += Slices.Flow.Value;
            a += Slices.Flow.Value;
            b += Slices.Flow.Value;
            c += Slices.Flow.Value;
            a += Slices.Flow.Value;
            b += Slices.Flow.Value;
            c += Slices.Flow.Value;
            a += Slices.Flow.Value;
            b += Slices.Flow.Value;
            c += Slices.Flow.Value;
            a += Slices.Flow.Value;
            b += Slices.Flow.Value;
            c += Slices.Flow.Value;
            a += Slices.Flow.Value;
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
