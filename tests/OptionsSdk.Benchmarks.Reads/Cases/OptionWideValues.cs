namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Options.</summary>
internal readonly struct OptionWideValues(BenchOptions options) : ICase
{
    public long Run(int passes)
    {
        var from = options;
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += (int)from.Wide0.GetValueOrDefault();
            b += (int)from.Wide1.GetValueOrDefault();
            c += (int)from.Wide2.GetValueOrDefault();
            a += (int)from.Wide3.GetValueOrDefault();
            b += (int)from.Wide4.GetValueOrDefault();
            c += (int)from.Wide5.GetValueOrDefault();
            a += (int)from.Wide6.GetValueOrDefault();
            b += (int)from.Wide7.GetValueOrDefault();
            c += (int)from.Wide8.GetValueOrDefault();
            a += (int)from.Wide9.GetValueOrDefault();
            b += (int)from.Wide10.GetValueOrDefault();
            c += (int)from.Wide11.GetValueOrDefault();
            a += (int)from.Wide12.GetValueOrDefault();
            b += (int)from.Wide13.GetValueOrDefault();
            c += (int)from.Wide14.GetValueOrDefault();
            a += (int)from.Wide15.GetValueOrDefault();
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
