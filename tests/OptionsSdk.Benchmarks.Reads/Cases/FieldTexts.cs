namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>Static volatile fields.</summary>
internal readonly struct FieldTexts : ICase
{
    public long Run(int passes)
    {
        int a = 0, b = 0, c = 0;
        for (; passes > 0; passes--)
        {
            a += Fields.Text0.Length;
            b += Fields.Text1.Length;
            c += Fields.Text2.Length;
            a += Fields.Text3.Length;
            b += Fields.Text4.Length;
            c += Fields.Text5.Length;
            a += Fields.Text6.Length;
            b += Fields.Text7.Length;
            c += Fields.Text8.Length;
            a += Fields.Text9.Length;
            b += Fields.Text10.Length;
            c += Fields.Text11.Length;
            a += Fields.Text12.Length;
            b += Fields.Text13.Length;
            c += Fields.Text14.Length;
            a += Fields.Text15.Length;
            Volatile.ReadBarrier();
        }

        return a + b + c;
    }
}
