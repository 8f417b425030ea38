namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Static fields, unprotected.</summary>
internal readonly struct FieldWideValues : ICase
{
    public long Run(int passes)
    {
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += (int)Fields.Wide0.GetValueOrDefault();
            b += (int)Fields.Wide1.GetValueOrDefault();
            c += (int)Fields.Wide2.GetValueOrDefault();
            a += (int)Fields.Wide3.GetValueOrDefault();
            b += (int)Fields.Wide4.GetValueOrDefault();
            c += (int)Fields.Wide5.GetValueOrDefault();
            a += (int)Fields.Wide6.GetValueOrDefault();
            b += (int)Fields.Wide7.GetValueOrDefault();
            c += (int)Fields.Wide8.GetValueOrDefault();
            a += (int)Fields.Wide9.GetValueOrDefault();
            b += (int)Fields.Wide10.GetValueOrDefault();
            c += (int)Fields.Wide11.GetValueOrDefault();
            a += (int)Fields.Wide12.GetValueOrDefault();
            b += (int)Fields.Wide13.GetValueOrDefault();
            c += (int)Fields.Wide14.GetValueOrDefault();
            a += (int)Fields.Wide15.GetValueOrDefault();
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
